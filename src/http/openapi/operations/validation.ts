import { ROUTES } from '../../contracts/routes.js';
import { validated } from '../examples/envelopes.js';
import * as faults from '../faults/fault-cases.js';
import { JSON_BODY, SERVER } from '../faults/fault-groups.js';
import { faultResponses } from '../faults/fault-responses.js';
import { ENVELOPE } from '../faults/fault-shape.js';
import { tokenHeaders } from '../headers.js';
import { JSON_TYPE, media } from '../media.js';
import type { DocumentedOperation } from '../operation.js';
import { EnvelopeValidationAnswer } from '../schemas/envelope.dto.js';
import { byBearer } from '../security.js';
import { TAGS } from '../tags.js';

export const validation: DocumentedOperation = {
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
            valid: { summary: 'envelope', value: validated },
          }),
        },
      },
      ...faultResponses(ROUTES.validateToken, { [JSON_TYPE]: ENVELOPE }, [
        faults.badToken,
        faults.tooManyRequests,
        faults.wrongMethod('POST'),
        ...JSON_BODY,
        ...SERVER,
      ]),
    },
  },
};
