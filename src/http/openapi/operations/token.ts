import { jsonBody } from './request-body.js';
import { ROUTES } from '../../contracts/routes.js';
import { SET_COOKIE } from '../cookies.js';
import { tokenRequest } from '../examples/requests.js';
import { accessToken, external, refreshToken } from '../examples/sessions.js';
import * as faults from '../faults/fault-cases.js';
import { JSON_BODY, SERVER } from '../faults/fault-groups.js';
import { faultResponses } from '../faults/fault-responses.js';
import { STANDARD } from '../faults/fault-shape.js';
import { accessTokenHeader, tokenHeaders } from '../headers.js';
import { JSON_TYPE, media } from '../media.js';
import type { DocumentedOperation } from '../operation.js';
import { ExternalAnswer } from '../schemas/bearer.dto.js';
import { ExchangeRequest, LoginRequest } from '../schemas/requests.dto.js';
import { TokenPairAnswer } from '../schemas/token-pair.dto.js';
import { TAGS } from '../tags.js';

export const token: DocumentedOperation = {
  method: 'post',
  path: ROUTES.token,
  operation: {
    tags: [TAGS.login.name],
    summary: 'A password (token-pair) or a provider’s code (external) for tokens',
    description:
      'The body decides: `provider` or `authCode` make it an exchange; both kinds of fields at once are refused.\n\n' +
      'token-pair: access 15 minutes, refresh 7 days, both in the body, the refresh token in a cookie too. ' +
      'external: access 1 hour, refresh 30 days, both in cookies, the access token in the body too; ' +
      'choose its example to see `UNKNOWN_PROVIDER`.',
    requestBody: jsonBody([LoginRequest, ExchangeRequest], tokenRequest),
    responses: {
      200: {
        description: 'The session has begun',
        headers: tokenHeaders({
          ...accessTokenHeader,
          'Set-Cookie': `${SET_COOKIE.tokenPair} (external: ${SET_COOKIE.external})`,
        }),
        content: {
          [JSON_TYPE]: media([TokenPairAnswer, ExternalAnswer], {
            tokenPair: { summary: 'token-pair', value: { ...accessToken, ...refreshToken } },
            external: { summary: 'external', value: external },
          }),
        },
      },
      ...faultResponses(ROUTES.token, { [JSON_TYPE]: STANDARD }, [
        faults.missingCredentials,
        faults.missingCode,
        faults.unknownProvider,
        faults.unlistedRedirect,
        faults.badCredentials,
        faults.badCode,
        faults.linkRequired,
        faults.signupClosed,
        faults.foreignOrigin,
        faults.tooManyRequests,
        faults.wrongMethod('POST'),
        ...JSON_BODY,
        ...SERVER,
        faults.providerDown,
        faults.providerSlow,
      ]),
    },
  },
};
