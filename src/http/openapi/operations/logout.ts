import { jsonBody } from './request-body.js';
import { ROUTES } from '../../contracts/routes.js';
import { SET_COOKIE } from '../cookies.js';
import { refreshRequest } from '../examples/requests.js';
import * as faults from '../faults/fault-cases.js';
import { JSON_BODY, SERVER } from '../faults/fault-groups.js';
import { faultResponses } from '../faults/fault-responses.js';
import { STANDARD } from '../faults/fault-shape.js';
import { tokenHeaders } from '../headers.js';
import { JSON_TYPE } from '../media.js';
import type { DocumentedOperation } from '../operation.js';
import { RefreshRequest } from '../schemas/requests.dto.js';
import { byAnyToken, byRefreshToken } from '../security.js';
import { TAGS } from '../tags.js';

export const logout: DocumentedOperation = {
  method: 'post',
  path: ROUTES.logout,
  operation: {
    tags: [TAGS.logout.name],
    summary: 'End the session of a token',
    description:
      'Of the Bearer access token (expired ones too), else of a refresh token in the body, ' +
      'else of a cookie. Closing a closed session is no fault.',
    security: byAnyToken,
    requestBody: jsonBody(RefreshRequest, refreshRequest, false),
    responses: {
      204: {
        description: 'The session is over and every cookie expired',
        headers: tokenHeaders({ 'Set-Cookie': `${SET_COOKIE.expired} (and so for every cookie)` }),
      },
      ...faultResponses(ROUTES.logout, { [JSON_TYPE]: STANDARD }, [
        faults.emptyRefreshToken,
        faults.badToken,
        faults.foreignOrigin,
        faults.wrongMethod('POST'),
        ...JSON_BODY,
        ...SERVER,
      ]),
    },
  },
};

export const refreshLogout: DocumentedOperation = {
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
    requestBody: jsonBody(RefreshRequest, refreshRequest, false),
    responses: {
      204: {
        description: 'The session is over and every cookie expired',
        headers: tokenHeaders({ 'Set-Cookie': `${SET_COOKIE.expired} (and so for every cookie)` }),
      },
      ...faultResponses(ROUTES.refreshLogout, { [JSON_TYPE]: STANDARD }, [
        faults.emptyRefreshToken,
        faults.badToken,
        faults.foreignOrigin,
        faults.wrongMethod('POST'),
        ...JSON_BODY,
        ...SERVER,
      ]),
    },
  },
};
