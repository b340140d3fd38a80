import { ApiProperty, type ContentObject } from '@nestjs/swagger';
import { camelCase, type DocumentedContracts } from '../contracts/contracts.openapi.js';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { LOGIN_TYPES } from '../contracts/contract-registry.js';
import { CODE_REQUEST, ExchangeRequest } from '../federation/authorization-code.openapi.js';
import { COOKIE_EXAMPLES } from '../openapi/cookie-examples.js';
import { NEW_USER } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import * as factorCases from '../openapi/factor-fault-cases.js';
import { JSON_BODY, PASSWORD_LOGIN, SERVER } from '../openapi/fault-groups.js';
import { faultResponses, type FaultShapes } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { type DocumentedOperation, JSON_TYPE, jsonBody, media } from '../openapi/media.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import type { PasswordCredentials } from './login.controller.js';

export abstract class LoginRequest implements PasswordCredentials {
  @ApiProperty({ maxLength: 256, example: NEW_USER.username })
  abstract readonly username: string;

  @ApiProperty({ format: 'password', maxLength: 1024, example: NEW_USER.password })
  abstract readonly password: string;
}

const { username, password } = NEW_USER;
const PASSWORD = { username, password };
const passwordRequest = { password: { summary: 'The registered user', value: PASSWORD } };

/** The body decides which contract answers. */
function token(contracts: DocumentedContracts): DocumentedOperation {
  const tokenPair = contracts.answering(ROUTES.token, { body: PASSWORD });
  const external = contracts.answering(ROUTES.token, { body: CODE_REQUEST });
  return {
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
      requestBody: jsonBody([LoginRequest, ExchangeRequest], {
        tokenPair: { summary: 'token-pair: a password', value: PASSWORD },
        external: {
          summary: 'external: a provider’s code (UNKNOWN_PROVIDER until one is configured)',
          value: CODE_REQUEST,
        },
      }),
      responses: {
        200: {
          description: 'The session has begun',
          headers: tokenHeaders({
            ...tokenPair.headers,
            'Set-Cookie': `${tokenPair.setCookie} (external: ${external.setCookie})`,
          }),
          content: {
            [JSON_TYPE]: media(
              [tokenPair.openedSchema, external.openedSchema],
              Object.fromEntries(
                [tokenPair, external].map((each) => [camelCase(each.name), each.opened()]),
              ),
            ),
          },
        },
        ...faultResponses(ROUTES.token, { [JSON_TYPE]: tokenPair.faults }, [
          faults.missingCredentials,
          faults.missingCode,
          faults.unknownProvider,
          faults.unlistedRedirect,
          faults.badCredentials,
          factorCases.mfaRequired,
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
}

/** `Accept` decides which contract answers; where it names none, the operator. */
function login(contracts: DocumentedContracts): DocumentedOperation {
  const answering = LOGIN_TYPES.map(
    (type) => [type, contracts.answering(ROUTES.login, { accept: type })] as const,
  );
  const content: ContentObject = Object.fromEntries(
    answering.map(([type, each]) => [type, each.openedMedia()]),
  );
  const plain = contracts.answering(ROUTES.login);
  const shapes: FaultShapes = {
    ...Object.fromEntries(answering.map(([type, each]) => [type, each.faults])),
    [JSON_TYPE]: plain.faults,
  };
  const keeping = answering.map(([, each]) => each).find((each) => each.keepsCookies);
  return {
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
      requestBody: jsonBody(LoginRequest, passwordRequest),
      responses: {
        200: {
          description: 'The session has begun',
          headers: tokenHeaders({ 'Set-Cookie': keeping?.setCookie ?? '', Vary: 'Accept' }),
          content,
        },
        ...faultResponses(ROUTES.login, shapes, PASSWORD_LOGIN),
      },
    },
  };
}

function flagLogin(contracts: DocumentedContracts): DocumentedOperation {
  const contract = contracts.answering(ROUTES.flagLogin);
  return {
    method: 'post',
    path: ROUTES.flagLogin,
    operation: {
      tags: [TAGS.login.name],
      summary: 'A password for tokens (success-flag)',
      description: 'Access 1 hour, refresh 7 days, both in `data`, neither in a cookie.',
      requestBody: jsonBody(LoginRequest, passwordRequest),
      responses: {
        200: {
          description: 'The session has begun',
          headers: tokenHeaders({ 'Set-Cookie': COOKIE_EXAMPLES.device }),
          content: { [JSON_TYPE]: contract.openedMedia() },
        },
        ...faultResponses(ROUTES.flagLogin, { [JSON_TYPE]: contract.faults }, PASSWORD_LOGIN),
      },
    },
  };
}

export const logins: DocumentedController = {
  schemas: [LoginRequest, ExchangeRequest],
  operations: (contracts) => [token(contracts), login(contracts), flagLogin(contracts)],
};
