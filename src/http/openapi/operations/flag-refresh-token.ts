import { jsonBody } from './request-body.js';
import { ROUTES } from '../../contracts/routes.js';
import { SET_COOKIE } from '../cookies.js';
import { refreshRequest } from '../examples/requests.js';
import { flagRefresh, flagRefreshByCookie } from '../examples/sessions.js';
import * as faults from '../faults/fault-cases.js';
import { REFRESH } from '../faults/fault-groups.js';
import { faultResponses } from '../faults/fault-responses.js';
import { SUCCESS_FLAG } from '../faults/fault-shape.js';
import { tokenHeaders } from '../headers.js';
import { JSON_TYPE, media } from '../media.js';
import type { DocumentedOperation } from '../operation.js';
import { RefreshRequest } from '../schemas/requests.dto.js';
import { FlagRefreshAnswer } from '../schemas/success-flag.dto.js';
import { byRefreshToken } from '../security.js';
import { TAGS } from '../tags.js';

export const flagRefreshToken: DocumentedOperation = {
  method: 'post',
  path: ROUTES.flagRefreshToken,
  operation: {
    tags: [TAGS.refresh.name],
    summary: 'A refresh token of any contract (success-flag)',
    description: 'The access token is called `accessToken` here, and `token` at login.',
    security: byRefreshToken,
    requestBody: jsonBody(RefreshRequest, refreshRequest, false),
    responses: {
      200: {
        description: 'The session goes on',
        headers: tokenHeaders({
          'Set-Cookie': `${SET_COOKIE.bearerCookie} (where the token came in a cookie)`,
        }),
        content: {
          [JSON_TYPE]: media(FlagRefreshAnswer, {
            successFlag: { summary: 'The token came in the body', value: flagRefresh },
            byCookie: { summary: 'The token came in a cookie', value: flagRefreshByCookie },
          }),
        },
      },
      ...faultResponses(ROUTES.flagRefreshToken, { [JSON_TYPE]: SUCCESS_FLAG }, [
        faults.missingRefreshToken,
        ...REFRESH,
      ]),
    },
  },
};
