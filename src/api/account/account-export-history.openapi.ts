import { ApiProperty } from '@nestjs/swagger';
import { AUDIT_EVENT_TYPES } from '../../audit/search/audit-outcome.js';
import { EXAMPLE_SESSION_ID } from '../openapi/example-values.js';
import { TimestampProperty } from '../openapi/properties.js';

const ADDRESS = '203.0.113.7';

const NullableText = (): PropertyDecorator => ApiProperty({ type: String, nullable: true });

export abstract class ExportedSession {
  @ApiProperty({ example: EXAMPLE_SESSION_ID })
  abstract readonly id: string;

  @ApiProperty({ example: 'token-pair' })
  abstract readonly contract: string;

  @TimestampProperty()
  abstract readonly createdAt: string;

  @TimestampProperty()
  abstract readonly lastUsedAt: string;

  @TimestampProperty()
  abstract readonly expiresAt: string;

  @ApiProperty({ example: ADDRESS })
  abstract readonly firstAddress: string;

  @ApiProperty({ example: ADDRESS })
  abstract readonly lastAddress: string;

  @NullableText()
  abstract readonly lastUserAgent: string | null;
}

export abstract class ExportedEvent {
  @TimestampProperty()
  abstract readonly at: string;

  @ApiProperty({ enum: AUDIT_EVENT_TYPES, enumName: 'AuditEventType' })
  abstract readonly type: string;

  @ApiProperty({ enum: ['success', 'failure'], example: 'success' })
  abstract readonly outcome: string;

  @NullableText()
  abstract readonly sessionId: string | null;

  @ApiProperty({ description: 'False for what an administrator or a service did', example: true })
  abstract readonly byOwner: boolean;

  @ApiProperty({ type: String, nullable: true, description: 'Null where it is not of the owner' })
  abstract readonly address: string | null;

  @NullableText()
  abstract readonly userAgent: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  abstract readonly details: Readonly<Record<string, string | number>>;
}
