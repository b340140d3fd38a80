import { ApiProperty } from '@nestjs/swagger';
import { FactorAnswer } from '../factors/factor-schemas.openapi.js';
import {
  EXAMPLE_IDENTITY_ID,
  EXAMPLE_TIME,
  NEW_USER,
  NEW_USER_ID,
} from '../openapi/example-values.js';
import {
  DisplayNameProperty,
  EmailProperty,
  RolesProperty,
  TimestampProperty,
  UsernameProperty,
} from '../openapi/properties.js';
import { ExportedEvent, ExportedSession } from './account-export-history.openapi.js';

const ADDRESS = '203.0.113.7';
const AT = new Date(EXAMPLE_TIME).toISOString();

const NullableText = (): PropertyDecorator => ApiProperty({ type: String, nullable: true });

const NullableMoment = (): PropertyDecorator =>
  ApiProperty({ type: String, format: 'date-time', nullable: true });

export abstract class ExportedAccount {
  @ApiProperty({ description: 'Never changes', example: NEW_USER_ID })
  abstract readonly uid: string;

  @UsernameProperty()
  abstract readonly username: string;

  @EmailProperty()
  abstract readonly email: string | null;

  @NullableMoment()
  abstract readonly emailVerifiedAt: string | null;

  @DisplayNameProperty()
  abstract readonly displayName: string;

  @RolesProperty()
  abstract readonly roles: readonly string[];

  @TimestampProperty()
  abstract readonly createdAt: string;

  @ApiProperty({ description: 'Its hash is in no export', example: true })
  abstract readonly hasPassword: boolean;
}

export abstract class ExportedIdentity {
  @ApiProperty({ example: EXAMPLE_IDENTITY_ID })
  abstract readonly id: string;

  @ApiProperty({ example: 'corp' })
  abstract readonly provider: string;

  @ApiProperty({ example: 'https://login.corp.example' })
  abstract readonly issuer: string;

  @ApiProperty({ description: 'As the provider knows the person', example: '248289761001' })
  abstract readonly subject: string;

  @EmailProperty()
  abstract readonly email: string | null;

  @TimestampProperty()
  abstract readonly linkedAt: string;

  @TimestampProperty()
  abstract readonly lastUsedAt: string;
}

export abstract class ExportedNetwork {
  @ApiProperty({ description: 'That it logged in from in the last 30 days', example: ADDRESS })
  abstract readonly network: string;

  @TimestampProperty()
  abstract readonly seenAt: string;
}

export abstract class ExportedDirectory {
  @NullableText()
  abstract readonly externalId: string | null;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  abstract readonly name: Readonly<Record<string, string>>;
}

export abstract class AccountExportAnswer {
  @ApiProperty({ enum: ['portcullis-account'], example: 'portcullis-account' })
  abstract readonly format: string;

  @ApiProperty({
    type: 'integer',
    description: 'Another one where a field is taken away or means something else',
    example: 1,
  })
  abstract readonly version: number;

  @TimestampProperty()
  abstract readonly exportedAt: string;

  @ApiProperty({ type: ExportedAccount })
  abstract readonly account: ExportedAccount;

  @ApiProperty({ type: [ExportedIdentity] })
  abstract readonly identities: readonly ExportedIdentity[];

  @ApiProperty({ type: [FactorAnswer] })
  abstract readonly factors: readonly FactorAnswer[];

  @ApiProperty({ type: 'integer', example: 0 })
  abstract readonly recoveryCodesLeft: number;

  @ApiProperty({ type: [ExportedNetwork] })
  abstract readonly networks: readonly ExportedNetwork[];

  @ApiProperty({ type: [ExportedDirectory], description: 'What directories said by SCIM' })
  abstract readonly directories: readonly ExportedDirectory[];

  @ApiProperty({ type: [ExportedSession], description: 'Those that are open' })
  abstract readonly sessions: readonly ExportedSession[];

  @ApiProperty({ type: [ExportedEvent], description: 'What the audit trail says, newest first' })
  abstract readonly events: readonly ExportedEvent[];
}

export const EXAMPLE_EXPORT = {
  format: 'portcullis-account',
  version: 1,
  exportedAt: AT,
  account: {
    uid: NEW_USER_ID,
    username: NEW_USER.username,
    email: NEW_USER.email,
    emailVerifiedAt: null,
    displayName: NEW_USER.displayName,
    roles: ['user'],
    createdAt: AT,
    hasPassword: true,
  },
  identities: [],
  factors: [],
  recoveryCodesLeft: 0,
  networks: [{ network: ADDRESS, seenAt: AT }],
  directories: [],
  sessions: [],
  events: [
    {
      at: AT,
      type: 'account-exported',
      outcome: 'success',
      sessionId: null,
      byOwner: true,
      address: ADDRESS,
      userAgent: 'Mozilla/5.0',
      details: {},
    },
  ],
};
