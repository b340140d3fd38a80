import {
  ApiProperty,
  ApiPropertyOptional,
  type ParameterObject,
  type ResponsesObject,
} from '@nestjs/swagger';
import { EXAMPLE_TIME, LAST_ACCOUNT, MADE_USER, NEW_USER_ID } from '../openapi/example-values.js';
import type { FaultCase } from '../openapi/fault-cases.js';
import * as accountFault from '../openapi/account-fault-cases.js';
import * as faults from '../openapi/fault-cases.js';
import { ADMINISTRATION, JSON_BODY } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { JSON_TYPE, media, pathParameter } from '../openapi/media.js';
import { TimestampProperty } from '../openapi/properties.js';
import type { AccountItem } from './account-item.js';

export abstract class AdministeredAccount implements AccountItem {
  @ApiProperty({
    description: '`uid` of tokens; never given to another account',
    example: NEW_USER_ID,
  })
  abstract readonly id: string;

  @ApiProperty({
    description: 'Only a directory can change it, by SCIM',
    example: MADE_USER.username,
  })
  abstract readonly username: string;

  @ApiProperty({ type: String, nullable: true, example: MADE_USER.email })
  abstract readonly email: string | null;

  @ApiProperty({ description: 'Whether the address was shown to be its owner’s', example: false })
  abstract readonly emailVerified: boolean;

  @ApiProperty({ example: MADE_USER.displayName })
  abstract readonly displayName: string;

  @ApiProperty({ type: [String], example: MADE_USER.roles })
  abstract readonly roles: readonly string[];

  @TimestampProperty()
  abstract readonly createdAt: string;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'Null for an account that is open',
    example: null,
  })
  abstract readonly disabledAt: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'Null for an account whose owner does not leave',
    example: null,
  })
  abstract readonly deletionAt: string | null;

  @ApiProperty({
    description: 'Whether its password is refused until there is a new one',
    example: false,
  })
  abstract readonly newPasswordRequired: boolean;
}

/** Without a password the account can sign in at a provider alone. */
export abstract class AccountCreation {
  @ApiProperty({ maxLength: 128, example: MADE_USER.username })
  abstract readonly username: string;

  @ApiPropertyOptional({ maxLength: 254, example: MADE_USER.email })
  abstract readonly email?: string;

  @ApiPropertyOptional({ maxLength: 128, example: MADE_USER.displayName })
  abstract readonly displayName?: string;

  @ApiPropertyOptional({
    maxLength: 256,
    description: 'None for an account that signs in at a provider alone',
    example: MADE_USER.password,
  })
  abstract readonly password?: string;

  @ApiPropertyOptional({
    type: [String],
    description: '`DEFAULT_ROLES` by default',
    example: MADE_USER.roles,
  })
  abstract readonly roles?: readonly string[];
}

/** What is left out stays. */
export abstract class AccountUpdate {
  @ApiPropertyOptional({ maxLength: 254, example: MADE_USER.email })
  abstract readonly email?: string;

  @ApiPropertyOptional({ maxLength: 128, example: 'Ada Lovelace' })
  abstract readonly displayName?: string;
}

/** A role in both lists stays. */
export abstract class RolesChange {
  @ApiPropertyOptional({ type: [String], example: ['reviewer'] })
  abstract readonly add?: readonly string[];

  @ApiPropertyOptional({ type: [String], example: ['editor'] })
  abstract readonly remove?: readonly string[];
}

export abstract class NewPassword {
  @ApiProperty({ maxLength: 256, example: 'a-third-secure-password' })
  abstract readonly password: string;
}

const { username, email, displayName, roles } = MADE_USER;

export const EXAMPLE_ACCOUNT: AdministeredAccount = {
  id: NEW_USER_ID,
  username,
  email,
  emailVerified: false,
  displayName,
  roles,
  createdAt: new Date(EXAMPLE_TIME).toISOString(),
  disabledAt: null,
  deletionAt: null,
  newPasswordRequired: false,
};

export const ACCOUNT_PARAMETER: ParameterObject = pathParameter(
  'id',
  'Of the account; this page puts in the last one that it made',
  LAST_ACCOUNT,
);

export const accountAnswer = (
  description: string,
  headers: Readonly<Record<string, string>> = {},
): ResponsesObject[string] => ({
  description,
  headers: tokenHeaders({ ETag: '"1"', ...headers }),
  content: {
    [JSON_TYPE]: media(AdministeredAccount, {
      account: { summary: 'The account', value: EXAMPLE_ACCOUNT },
    }),
  },
});

/** The faults of what changes one account, beside those of its own. */
export const accountFaults = (
  route: string,
  methods: readonly string[],
  own: readonly FaultCase[] = [],
): ResponsesObject =>
  faultResponses(route.replace(':id', LAST_ACCOUNT), { [JSON_TYPE]: STANDARD }, [
    ...own,
    accountFault.noSuchAccount,
    faults.wrongMethod(...methods),
    ...JSON_BODY,
    ...ADMINISTRATION,
  ]);
