import { jsonBody } from './request-body.js';
import { ROUTES } from '../../contracts/routes.js';
import { SET_COOKIE } from '../cookies.js';
import { refreshAnswers } from '../examples/refreshes.js';
import { refreshRequest } from '../examples/requests.js';
import * as faults from '../faults/fault-cases.js';
import { REFRESH } from '../faults/fault-groups.js';
import { faultResponses } from '../faults/fault-responses.js';
import { STANDARD } from '../faults/fault-shape.js';
import { accessTokenHeader, tokenHeaders } from '../headers.js';
import { JSON_TYPE, media } from '../media.js';
import type { DocumentedOperation } from '../operation.js';
import { RefreshedBearerAnswer, RefreshedExternalAnswer } from '../schemas/bearer.dto.js';
import { RefreshedCombinedLoginAnswer } from '../schemas/combined-login.dto.js';
import { RefreshedEnvelopeAnswer } from '../schemas/envelope.dto.js';
import { RefreshRequest } from '../schemas/requests.dto.js';
import { FlagRefreshAnswer } from '../schemas/success-flag.dto.js';
import { RefreshedTokenPairAnswer } from '../schemas/token-pair.dto.js';
import { byRefreshToken } from '../security.js';
import { TAGS } from '../tags.js';

export const refresh: DocumentedOperation = {
  method: 'post',
  path: ROUTES.refresh,
  operation: {
    tags: [TAGS.refresh.name],
    summary: 'A refresh token of any contract, answered as its session began',
    description:
      'From the body, else from the cookies `refresh_token` and `Auth-Refresh-Token`. ' +
      'The successor goes back the way the token came. Presented again within 30 seconds, ' +
      'the same token gets the same successor; later, for a day, only while that successor is unused ' +
      'and from the network and user agent, or the device, that it was made for. Anything else ends ' +
      'the session.\n\n' +
      'No field names the form of the answer, since clients know their own contract. Others can tell ' +
      'by the fields: `success` is success-flag; `data` is envelope, with `accessToken` beside it the ' +
      'combined login; `message` with `accessToken` is external; `tokenType` is bearer-cookie; ' +
      '`accessToken` alone, or with `refreshToken`, is token-pair.',
    security: byRefreshToken,
    requestBody: jsonBody(RefreshRequest, refreshRequest, false),
    responses: {
      200: {
        description: 'The session goes on',
        headers: tokenHeaders({
          ...accessTokenHeader,
          'Set-Cookie': `${SET_COOKIE.tokenPair} (as the session’s contract sets it)`,
        }),
        content: {
          [JSON_TYPE]: media(
            [
              RefreshedTokenPairAnswer,
              RefreshedBearerAnswer,
              RefreshedCombinedLoginAnswer,
              RefreshedExternalAnswer,
              RefreshedEnvelopeAnswer,
              FlagRefreshAnswer,
            ],
            refreshAnswers,
            'anyOf',
          ),
        },
      },
      ...faultResponses(ROUTES.refresh, { [JSON_TYPE]: STANDARD }, [
        faults.emptyRefreshToken,
        ...REFRESH,
      ]),
    },
  },
};
