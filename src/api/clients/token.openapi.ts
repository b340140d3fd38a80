import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { ACCESS_TOKEN } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import { tokenHeaders } from '../openapi/headers.js';
import { JSON_TYPE, media } from '../openapi/media.js';
import { AccessTokenProperty, TokenTypeProperty } from '../openapi/properties.js';
import { byServiceAccount } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import { formBody, OAuthFaultAnswer, oauthFaultResponses } from './oauth.openapi.js';
import type { TokenAnswer } from './token.controller.js';

/** RFC 6749 §4.4.2. */
export abstract class ServiceTokenRequest {
  @ApiProperty({ enum: ['client_credentials'] })
  abstract readonly grant_type: string;

  @ApiPropertyOptional({
    description: 'Scopes, between blanks; by default all of the account',
    example: 'read',
  })
  abstract readonly scope?: string;

  @ApiPropertyOptional({
    description:
      'A service that the token is for (RFC 8707), of those that the account was made for; may come several times. By default the first of them',
    example: 'orders',
  })
  abstract readonly resource?: string;

  @ApiPropertyOptional({ description: 'The same by its other name', example: 'orders' })
  abstract readonly audience?: string;
}

/** RFC 6749 §5.1. */
export abstract class ServiceTokenAnswer implements TokenAnswer {
  @AccessTokenProperty()
  abstract readonly access_token: string;

  @TokenTypeProperty()
  abstract readonly token_type: 'Bearer';

  @ApiProperty({ type: 'integer', description: 'Life of the token in seconds', example: 600 })
  abstract readonly expires_in: number;

  @ApiPropertyOptional({ description: 'Scopes, between blanks', example: 'read' })
  abstract readonly scope?: string;
}

export const serviceTokens: DocumentedController = {
  schemas: [OAuthFaultAnswer, ServiceTokenRequest, ServiceTokenAnswer],
  operations: () => [
    {
      method: 'post',
      path: ROUTES.oauthToken,
      operation: {
        operationId: 'issueServiceToken',
        tags: [TAGS.services.name],
        summary: 'An access token for a service (RFC 6749 §4.4)',
        description:
          'For the service itself and for no person; there is no refresh token. Id and secret may come as `client_id` and `client_secret` in the form as well.',
        security: byServiceAccount,
        requestBody: formBody(ServiceTokenRequest, {
          plain: {
            summary: 'For the service orders',
            value: { grant_type: 'client_credentials', audience: 'orders' },
          },
        }),
        responses: {
          200: {
            description: 'The token',
            headers: tokenHeaders(),
            content: {
              [JSON_TYPE]: media(ServiceTokenAnswer, {
                token: {
                  summary: 'A token',
                  value: {
                    access_token: ACCESS_TOKEN,
                    token_type: 'Bearer',
                    expires_in: 600,
                    scope: 'read',
                  },
                },
              }),
            },
          },
          ...oauthFaultResponses(
            ROUTES.oauthToken,
            faults.badGrantType,
            faults.foreignScope,
            faults.badTarget,
          ),
        },
      },
    },
  ],
};
