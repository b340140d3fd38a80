import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  EXAMPLE_REQUEST_ID,
  EXAMPLE_SESSION_ID,
  EXAMPLE_TIME,
  NEW_USER,
  NEW_USER_ID,
} from '../openapi/example-values.js';

const SECONDS = { type: 'integer', description: 'Seconds since the epoch' } as const;
const PERSON_ALONE = 'Of people’s tokens alone';

/** RFC 7662 §2.2. */
export abstract class TokenStateAnswer {
  @ApiProperty({ description: 'Nothing else is said where it is false' })
  abstract readonly active: boolean;

  @ApiPropertyOptional({ enum: ['Bearer'] })
  abstract readonly token_type?: string;

  @ApiPropertyOptional()
  abstract readonly iss?: string;

  @ApiPropertyOptional({
    description: 'The services that it is for',
    oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
  })
  abstract readonly aud?: string | readonly string[];

  @ApiPropertyOptional({ description: 'The name of the person, or the id of the service' })
  abstract readonly sub?: string;

  @ApiPropertyOptional({ description: 'The contract of the session, or the id of the service' })
  abstract readonly client_id?: string;

  @ApiPropertyOptional({ description: 'Between blanks; of services’ tokens alone' })
  abstract readonly scope?: string;

  @ApiPropertyOptional({ description: PERSON_ALONE })
  abstract readonly username?: string;

  @ApiPropertyOptional({ description: PERSON_ALONE })
  abstract readonly uid?: string;

  @ApiPropertyOptional({ description: PERSON_ALONE })
  abstract readonly sid?: string;

  @ApiPropertyOptional({ type: [String], description: PERSON_ALONE })
  abstract readonly roles?: readonly string[];

  @ApiPropertyOptional({ type: [String], description: PERSON_ALONE })
  abstract readonly amr?: readonly string[];

  @ApiPropertyOptional({ description: '`aal2` where two factors were shown; absent for one' })
  abstract readonly acr?: string;

  @ApiPropertyOptional(SECONDS)
  abstract readonly auth_time?: number;

  @ApiPropertyOptional(SECONDS)
  abstract readonly iat?: number;

  @ApiPropertyOptional(SECONDS)
  abstract readonly exp?: number;

  @ApiPropertyOptional()
  abstract readonly jti?: string;
}

export abstract class TokenStatesAnswer {
  @ApiProperty({ type: [TokenStateAnswer], description: 'In the order of the question' })
  abstract readonly results: readonly TokenStateAnswer[];
}

const issuedAt = EXAMPLE_TIME / 1000;

export const PERSON = {
  active: true,
  token_type: 'Bearer',
  iss: 'http://localhost:3000',
  sub: NEW_USER.username,
  uid: NEW_USER_ID,
  sid: EXAMPLE_SESSION_ID,
  client_id: 'token-pair',
  roles: ['user'],
  auth_time: issuedAt,
  amr: ['pwd'],
  iat: issuedAt,
  exp: issuedAt + 900,
  jti: EXAMPLE_REQUEST_ID,
  aud: 'portcullis',
  username: NEW_USER.username,
};

export const STATES = {
  person: { summary: 'Good, of a person', value: PERSON },
  inactive: { summary: 'Not good, or for another service', value: { active: false } },
};
