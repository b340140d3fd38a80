import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { ResponsesObject } from '@nestjs/swagger';
import { UNTOUCHED } from '../../users/users.js';
import { SCIM_ERRORS, scimFaults } from '../faults/scim-faults.js';
import { EXAMPLE_TIME, NEW_USER_ID } from '../openapi/example-values.js';
import type { FaultCase } from '../openapi/fault-cases.js';
import { faultResponses } from '../openapi/fault-responses.js';
import { JSON_TYPE } from '../openapi/media.js';
import { CORE_USER } from './attribute-path.js';
import { userResource } from './user-resource.js';

const EXTERNAL_ID = '0a21f0f2-8d2a-4f8e-bf98-7363c4aed4ef';

export abstract class ScimName {
  @ApiPropertyOptional({ description: 'Made of the others where it is left out' })
  abstract readonly formatted?: string;

  @ApiPropertyOptional({ example: 'King' })
  abstract readonly familyName?: string;

  @ApiPropertyOptional({ example: 'Ada' })
  abstract readonly givenName?: string;

  @ApiPropertyOptional()
  abstract readonly middleName?: string;

  @ApiPropertyOptional()
  abstract readonly honorificPrefix?: string;

  @ApiPropertyOptional()
  abstract readonly honorificSuffix?: string;
}

export abstract class ScimEmail {
  @ApiProperty({ example: 'ada.king@example.com' })
  abstract readonly value: string;

  @ApiPropertyOptional({ example: 'work' })
  abstract readonly type?: string;

  @ApiPropertyOptional({ example: true })
  abstract readonly primary?: boolean;
}

/** What a directory says; what is not here is not kept. */
export abstract class ScimUserBody {
  @ApiPropertyOptional({ type: [String], example: [CORE_USER] })
  abstract readonly schemas?: readonly string[];

  @ApiProperty({ maxLength: 128, example: 'ada.king' })
  abstract readonly userName: string;

  @ApiPropertyOptional({ maxLength: 255, description: 'Its own of each directory' })
  abstract readonly externalId?: string;

  @ApiPropertyOptional({ type: ScimName })
  abstract readonly name?: ScimName;

  @ApiPropertyOptional({ maxLength: 128, description: 'Made of the name where it is left out' })
  abstract readonly displayName?: string;

  @ApiPropertyOptional({
    type: [ScimEmail],
    description: 'The primary one or that for work is kept',
  })
  abstract readonly emails?: readonly ScimEmail[];

  @ApiPropertyOptional({ description: 'False ends the sessions' })
  abstract readonly active?: boolean;

  @ApiPropertyOptional({ description: 'Of no effect where the user is made' })
  abstract readonly password?: string;
}

export abstract class ScimMeta {
  @ApiProperty({ enum: ['User'] })
  abstract readonly resourceType: string;

  @ApiProperty({ format: 'date-time' })
  abstract readonly created: string;

  @ApiProperty({ description: 'Where the user is' })
  abstract readonly location: string;

  @ApiProperty({ description: 'For `If-Match`', example: 'W/"1"' })
  abstract readonly version: string;
}

export abstract class ScimUser {
  @ApiProperty({ type: [String], example: [CORE_USER] })
  abstract readonly schemas: readonly string[];

  @ApiProperty({ description: '`uid` of tokens', example: NEW_USER_ID })
  abstract readonly id: string;

  @ApiPropertyOptional()
  abstract readonly externalId?: string;

  @ApiProperty({ example: 'ada.king' })
  abstract readonly userName: string;

  @ApiPropertyOptional({ type: ScimName })
  abstract readonly name?: ScimName;

  @ApiProperty({ example: 'Ada King' })
  abstract readonly displayName: string;

  @ApiPropertyOptional({ type: [ScimEmail] })
  abstract readonly emails?: readonly ScimEmail[];

  @ApiProperty()
  abstract readonly active: boolean;

  @ApiProperty({ type: ScimMeta })
  abstract readonly meta: ScimMeta;
}

/** RFC 7644 §3.12. */
export abstract class ScimFaultAnswer {
  @ApiProperty({ type: [String] })
  abstract readonly schemas: readonly string[];

  @ApiProperty({ description: 'The HTTP status, as text', example: '400' })
  abstract readonly status: string;

  @ApiPropertyOptional({ enum: SCIM_ERRORS, enumName: 'ScimError' })
  abstract readonly scimType?: string;

  @ApiProperty({ example: 'userName is required.' })
  abstract readonly detail: string;
}

export const scimFaultResponses = (path: string, ...cases: readonly FaultCase[]): ResponsesObject =>
  faultResponses(path, { [JSON_TYPE]: { dialect: scimFaults, schema: ScimFaultAnswer } }, cases);

export const NEW_SCIM_USER = {
  schemas: [CORE_USER],
  externalId: EXTERNAL_ID,
  userName: 'ada.king',
  name: { givenName: 'Ada', familyName: 'King' },
  emails: [{ value: 'ada.king@example.com', type: 'work', primary: true }],
  active: true,
};

/** As the server itself writes it. */
export const SCIM_USER = userResource('https://auth.example.com', {
  user: {
    ...UNTOUCHED,
    id: NEW_USER_ID,
    username: NEW_SCIM_USER.userName,
    email: 'ada.king@example.com',
    displayName: 'Ada King',
    roles: ['user'],
    createdAt: EXAMPLE_TIME,
    emailVerifiedAt: null,
  },
  externalId: EXTERNAL_ID,
  name: NEW_SCIM_USER.name,
});
