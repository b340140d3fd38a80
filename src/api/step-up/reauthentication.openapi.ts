import { ApiPropertyOptional } from '@nestjs/swagger';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { ACCESS_TOKEN, NEW_USER } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import * as factorCases from '../openapi/factor-fault-cases.js';
import { JSON_BODY, SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { type DocumentedOperation, JSON_TYPE, jsonBody, media } from '../openapi/media.js';
import {
  AccessTokenProperty,
  ExpiresInProperty,
  FactorMethodProperty,
  TokenTypeProperty,
} from '../openapi/properties.js';
import { byBearer } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import type { FreshToken, ReauthenticationBody } from './reauthentication.controller.js';

export abstract class ReauthenticationRequest implements ReauthenticationBody {
  @ApiPropertyOptional({
    format: 'password',
    description: 'Where the account has no factor',
    maxLength: 1024,
    example: NEW_USER.password,
  })
  abstract readonly password?: string;

  @ApiPropertyOptional({ description: 'Where it has one', maxLength: 64, example: '123456' })
  abstract readonly code?: string;

  @FactorMethodProperty()
  abstract readonly method?: string;
}

export abstract class FreshTokenAnswer implements FreshToken {
  @AccessTokenProperty()
  abstract readonly accessToken: string;

  @TokenTypeProperty()
  abstract readonly tokenType: 'Bearer';

  @ExpiresInProperty()
  abstract readonly expiresIn: number;
}

const operation: DocumentedOperation = {
  method: 'post',
  path: ROUTES.reauthenticate,
  operation: {
    tags: [TAGS.factors.name],
    operationId: 'reauthenticate',
    summary: 'Prove anew who is there, for what needs a fresh proof (RFC 9470)',
    description:
      'By the factor of the account, else by its password. The answer is an access token of the same ' +
      'session whose `auth_time` is now; a refresh goes back to the time of the login.',
    security: byBearer,
    requestBody: jsonBody(ReauthenticationRequest, {
      password: { summary: 'The registered user', value: { password: NEW_USER.password } },
    }),
    responses: {
      200: {
        description: 'The proof is fresh for five minutes',
        headers: tokenHeaders(),
        content: {
          [JSON_TYPE]: media(FreshTokenAnswer, {
            fresh: {
              summary: 'A fresh token',
              value: { accessToken: ACCESS_TOKEN, tokenType: 'Bearer', expiresIn: 3600 },
            },
          }),
        },
      },
      ...faultResponses(ROUTES.reauthenticate, { [JSON_TYPE]: STANDARD }, [
        factorCases.missingPassword,
        faults.badToken,
        faults.badCredentials,
        factorCases.badFactor,
        faults.tooManyRequests,
        faults.wrongMethod('POST'),
        ...JSON_BODY,
        ...SERVER,
      ]),
    },
  },
};

export const reauthentication: DocumentedController = {
  schemas: [ReauthenticationRequest, FreshTokenAnswer],
  operations: () => [operation],
};
