import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { EnvelopeValidationAnswer } from '../contracts/envelope/envelope.openapi.js';
import { envelope } from '../contracts/envelope/envelope.contract.js';
import { EXAMPLE_TIME } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import { JSON_BODY, SERVER } from '../openapi/fault-groups.js';
import { faultResponses } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { JSON_TYPE, media } from '../openapi/media.js';
import { byBearer } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';

export const validation: DocumentedController = {
  schemas: [EnvelopeValidationAnswer],
  operations: (contracts) => [
    {
      method: 'post',
      path: ROUTES.validateToken,
      operation: {
        tags: [TAGS.account.name],
        summary: 'Whether an access token is still good (envelope)',
        description: 'By Bearer only, any contract’s token. One of a closed session is refused.',
        security: byBearer,
        responses: {
          200: {
            description: 'It is',
            headers: tokenHeaders(),
            content: {
              [JSON_TYPE]: media(EnvelopeValidationAnswer, {
                valid: {
                  summary: 'envelope',
                  value: envelope(EXAMPLE_TIME, 200, 'Token is valid', true),
                },
              }),
            },
          },
          ...faultResponses(
            ROUTES.validateToken,
            { [JSON_TYPE]: contracts.answering(ROUTES.validateToken).faults },
            [
              faults.badToken,
              faults.tooManyRequests,
              faults.wrongMethod('POST'),
              ...JSON_BODY,
              ...SERVER,
            ],
          ),
        },
      },
    },
  ],
};
