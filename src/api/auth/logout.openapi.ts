import { ApiPropertyOptional } from '@nestjs/swagger';
import { LOGOUT_SCOPES, type LogoutScope } from '../../sessions/session-closing.js';
import { LAST_REFRESH_TOKEN } from '../openapi/example-values.js';
import { jsonBody, JSON_TYPE, type DocumentedOperation, type Examples } from '../openapi/media.js';
import { ROUTES } from '../requests/routes.js';
import { COOKIE_EXAMPLES } from '../openapi/cookie-examples.js';
import * as faults from '../openapi/fault-cases.js';
import { JSON_BODY, SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { refreshRequest } from './refresh.openapi.js';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { byAnyToken, byRefreshToken } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';

/** Every member may be left out, and so may the body. */
export abstract class LogoutRequest {
  @ApiPropertyOptional({ maxLength: 8192, example: LAST_REFRESH_TOKEN })
  abstract readonly refreshToken?: string;

  @ApiPropertyOptional({
    enum: LOGOUT_SCOPES,
    default: 'this',
    description: 'Which sessions of the account end: the token’s own, all but that one, or all',
  })
  abstract readonly scope?: LogoutScope;
}

const requests: Examples = {
  ...refreshRequest,
  everywhere: {
    summary: 'All sessions of the account',
    value: { refreshToken: LAST_REFRESH_TOKEN, scope: 'all' },
  },
};

const logout: DocumentedOperation = {
  method: 'post',
  path: ROUTES.logout,
  operation: {
    tags: [TAGS.logout.name],
    summary: 'End the session of a token, or all of its account',
    description:
      'Of the Bearer access token (expired ones too), else of a refresh token in the body, ' +
      'else of a cookie. With `scope`, of the account’s other sessions as well. Closing a closed ' +
      'session is no fault, but one that is closed cannot end others.',
    security: byAnyToken,
    requestBody: jsonBody(LogoutRequest, requests, false),
    responses: {
      204: {
        description: 'The session is over and every cookie expired',
        headers: tokenHeaders({
          'Set-Cookie': `${COOKIE_EXAMPLES.expired} (and so for every cookie)`,
        }),
      },
      ...faultResponses(ROUTES.logout, { [JSON_TYPE]: STANDARD }, [
        faults.emptyRefreshToken,
        faults.badScope,
        faults.badToken,
        faults.foreignOrigin,
        faults.wrongMethod('POST'),
        ...JSON_BODY,
        ...SERVER,
      ]),
    },
  },
};

const refreshLogout: DocumentedOperation = {
  method: 'post',
  path: ROUTES.refreshLogout,
  operation: {
    tags: [TAGS.logout.name],
    summary: 'End the session of a refresh cookie',
    description:
      'Of a refresh token in the body, else of the refresh cookie. Browsers send the cookies of ' +
      '`token-pair` and `external` here and not to `/api/v1/auth/logout`. Closing a closed session ' +
      'is no fault.',
    security: byRefreshToken,
    requestBody: jsonBody(LogoutRequest, requests, false),
    responses: {
      204: {
        description: 'The session is over and every cookie expired',
        headers: tokenHeaders({
          'Set-Cookie': `${COOKIE_EXAMPLES.expired} (and so for every cookie)`,
        }),
      },
      ...faultResponses(ROUTES.refreshLogout, { [JSON_TYPE]: STANDARD }, [
        faults.emptyRefreshToken,
        faults.badScope,
        faults.badToken,
        faults.foreignOrigin,
        faults.wrongMethod('POST'),
        ...JSON_BODY,
        ...SERVER,
      ]),
    },
  },
};

export const logouts: DocumentedController = {
  schemas: [LogoutRequest],
  operations: () => [refreshLogout, logout],
};
