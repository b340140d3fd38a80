import { ApiProperty } from '@nestjs/swagger';
import { AUDIT_EVENT_TYPES } from '../../audit/search/audit-outcome.js';
import {
  EXAMPLE_REQUEST_ID,
  EXAMPLE_SESSION_ID,
  EXAMPLE_TIME,
  NEW_USER_ID,
} from '../openapi/example-values.js';
import { NextCursorProperty } from '../openapi/pages.js';
import { TimestampProperty } from '../openapi/properties.js';
import type { AuditItem, AuditItems } from './audit-item.js';

export const EXAMPLE_EVENT: AuditItem = {
  id: '01980c5e-7d1a-7c3e-9f52-3b6f0a8c41d9',
  at: new Date(EXAMPLE_TIME).toISOString(),
  type: 'login-failed',
  outcome: 'failure',
  userId: NEW_USER_ID,
  sessionId: null,
  details: { contract: 'token-pair', cause: 'wrong-password' },
  address: '203.0.113.7',
  userAgent: 'Mozilla/5.0',
  requestId: EXAMPLE_REQUEST_ID,
  chain: 'pZ3rT8wY1qLmN0sVbXcD2g',
  seq: 4711,
  erased: false,
};

const nullable = (description: string, example: string | null): PropertyDecorator =>
  ApiProperty({ type: String, nullable: true, description, example });

export abstract class AuditedEvent implements AuditItem {
  @ApiProperty({ example: EXAMPLE_EVENT.id })
  abstract readonly id: string;

  @TimestampProperty()
  abstract readonly at: string;

  @ApiProperty({ enum: AUDIT_EVENT_TYPES, enumName: 'AuditEventType' })
  abstract readonly type: AuditItem['type'];

  @ApiProperty({ enum: ['success', 'failure'], example: 'failure' })
  abstract readonly outcome: AuditItem['outcome'];

  @nullable('Whom it is about', NEW_USER_ID)
  abstract readonly userId: string | null;

  @nullable('In which session it was', EXAMPLE_SESSION_ID)
  abstract readonly sessionId: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }] },
    description: 'What only some kinds have; `actor_user_id` or `actor_client_id` of who acted',
    example: EXAMPLE_EVENT.details,
  })
  abstract readonly details: AuditItem['details'];

  @nullable('Null where it was erased', EXAMPLE_EVENT.address)
  abstract readonly address: string | null;

  @nullable('As sent, with what could deceive a reader spelled out', EXAMPLE_EVENT.userAgent)
  abstract readonly userAgent: string | null;

  @ApiProperty({ description: '`X-Request-Id` of the answer', example: EXAMPLE_EVENT.requestId })
  abstract readonly requestId: string;

  @ApiProperty({
    description: 'The chain of the process that wrote it',
    example: EXAMPLE_EVENT.chain,
  })
  abstract readonly chain: string;

  @ApiProperty({ type: 'integer', description: 'Its place there', example: EXAMPLE_EVENT.seq })
  abstract readonly seq: number;

  @ApiProperty({
    description: 'Whether the address, the user agent and the digest of a name were erased',
    example: EXAMPLE_EVENT.erased,
  })
  abstract readonly erased: boolean;
}

export abstract class AuditAnswer implements AuditItems {
  @ApiProperty({ type: [AuditedEvent] })
  abstract readonly events: readonly AuditedEvent[];

  @NextCursorProperty()
  abstract readonly nextCursor: string | null;
}
