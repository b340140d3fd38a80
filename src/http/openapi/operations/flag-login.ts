import { jsonBody } from './request-body.js';
import { ROUTES } from '../../contracts/routes.js';
import { SET_COOKIE } from '../cookies.js';
import { loginRequest } from '../examples/requests.js';
import { flagLogin as example } from '../examples/sessions.js';
import { PASSWORD_LOGIN } from '../faults/fault-groups.js';
import { faultResponses } from '../faults/fault-responses.js';
import { SUCCESS_FLAG } from '../faults/fault-shape.js';
import { tokenHeaders } from '../headers.js';
import { JSON_TYPE, media } from '../media.js';
import type { DocumentedOperation } from '../operation.js';
import { LoginRequest } from '../schemas/requests.dto.js';
import { FlagLoginAnswer } from '../schemas/success-flag.dto.js';
import { TAGS } from '../tags.js';

export const flagLogin: DocumentedOperation = {
  method: 'post',
  path: ROUTES.flagLogin,
  operation: {
    tags: [TAGS.login.name],
    summary: 'A password for tokens (success-flag)',
    description: 'Access 1 hour, refresh 7 days, both in `data`, neither in a cookie.',
    requestBody: jsonBody(LoginRequest, loginRequest),
    responses: {
      200: {
        description: 'The session has begun',
        headers: tokenHeaders({ 'Set-Cookie': SET_COOKIE.device }),
        content: {
          [JSON_TYPE]: media(FlagLoginAnswer, {
            successFlag: { summary: 'success-flag', value: example },
          }),
        },
      },
      ...faultResponses(ROUTES.flagLogin, { [JSON_TYPE]: SUCCESS_FLAG }, PASSWORD_LOGIN),
    },
  },
};
