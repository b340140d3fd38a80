import { ROUTES } from '../../contracts/routes.js';
import { SET_COOKIE } from '../cookies.js';
import { refreshed, refreshedByCookie } from '../examples/envelopes.js';
import { bareRefreshRequest } from '../examples/requests.js';
import * as faults from '../faults/fault-cases.js';
import { REFRESH } from '../faults/fault-groups.js';
import { faultResponses } from '../faults/fault-responses.js';
import { ENVELOPE } from '../faults/fault-shape.js';
import { tokenHeaders } from '../headers.js';
import { JSON_TYPE, media, reference } from '../media.js';
import type { DocumentedOperation } from '../operation.js';
import { RefreshedEnvelopeAnswer } from '../schemas/envelope.dto.js';
import { RefreshRequest } from '../schemas/requests.dto.js';
import { byRefreshToken } from '../security.js';
import { TAGS } from '../tags.js';

export const refreshToken: DocumentedOperation = {
  method: 'post',
  path: ROUTES.refreshToken,
  operation: {
    tags: [TAGS.refresh.name],
    summary: 'A refresh token of any contract (envelope)',
    description: 'The body is an object, or the bare token as a JSON string.',
    security: byRefreshToken,
    requestBody: {
      required: false,
      content: {
        [JSON_TYPE]: {
          schema: { oneOf: [reference(RefreshRequest), { type: 'string' }] },
          examples: { ...bareRefreshRequest },
        },
      },
    },
    responses: {
      200: {
        description: 'The session goes on',
        headers: tokenHeaders({
          'Set-Cookie': `${SET_COOKIE.bearerCookie} (where the token came in a cookie)`,
        }),
        content: {
          [JSON_TYPE]: media(RefreshedEnvelopeAnswer, {
            envelope: { summary: 'The token came in the body', value: refreshed },
            byCookie: { summary: 'The token came in a cookie', value: refreshedByCookie },
          }),
        },
      },
      ...faultResponses(ROUTES.refreshToken, { [JSON_TYPE]: ENVELOPE }, [
        faults.missingRefreshToken,
        ...REFRESH,
      ]),
    },
  },
};
