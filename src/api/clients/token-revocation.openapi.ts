import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { ACCESS_TOKEN } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import { tokenHeaders } from '../openapi/headers.js';
import { byServiceAccount } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import { TokenQuestion } from './introspection.openapi.js';
import { formBody, oauthFaultResponses } from './oauth.openapi.js';

export const tokenRevocation: DocumentedController = {
  schemas: [TokenQuestion],
  operations: () => [
    {
      method: 'post',
      path: ROUTES.revocation,
      operation: {
        operationId: 'revokeToken',
        tags: [TAGS.services.name],
        summary: 'Ends the session of a token (RFC 7009)',
        description: 'By its access or its refresh token, where the session is for the service.',
        security: byServiceAccount,
        requestBody: formBody(TokenQuestion, {
          access: { summary: 'An access token', value: { token: ACCESS_TOKEN } },
        }),
        responses: {
          200: {
            description: 'It has ended, or the token was none that could end it',
            headers: tokenHeaders(),
          },
          ...oauthFaultResponses(ROUTES.revocation, faults.badTokenType),
        },
      },
    },
  ],
};
