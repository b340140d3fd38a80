import { loginContent, loginFaultShapes } from './login-media.js';
import { jsonBody } from './request-body.js';
import type { LoginContract } from '../../../config/choices.js';
import { ROUTES } from '../../contracts/routes.js';
import { SET_COOKIE } from '../cookies.js';
import { loginRequest } from '../examples/requests.js';
import { PASSWORD_LOGIN } from '../faults/fault-groups.js';
import { faultResponses } from '../faults/fault-responses.js';
import { tokenHeaders } from '../headers.js';
import type { DocumentedOperation } from '../operation.js';
import { LoginRequest } from '../schemas/requests.dto.js';
import { TAGS } from '../tags.js';

/** @param plain the contract that answers where `Accept` names none */
export const login = (plain: LoginContract): DocumentedOperation => ({
  method: 'post',
  path: ROUTES.login,
  operation: {
    tags: [TAGS.login.name],
    summary: 'A password for tokens (bearer-cookie, envelope, or both in one)',
    description:
      'The media type of the answer chooses the contract; anything else in `Accept` gets plain JSON.\n\n' +
      'bearer-cookie: the refresh token is in the cookie and nowhere else. ' +
      'envelope: in `data.refreshToken` and in no cookie. ' +
      'combined: both. Access 1 hour, refresh 7 days.',
    requestBody: jsonBody(LoginRequest, loginRequest),
    responses: {
      200: {
        description: 'The session has begun',
        headers: tokenHeaders({ 'Set-Cookie': SET_COOKIE.bearerCookie, Vary: 'Accept' }),
        content: loginContent(plain),
      },
      ...faultResponses(ROUTES.login, loginFaultShapes(plain), PASSWORD_LOGIN),
    },
  },
});
