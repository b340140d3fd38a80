import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { EXAMPLE_SESSION_ID, LAST_ACCOUNT } from '../openapi/example-values.js';
import * as accountFault from '../openapi/account-fault-cases.js';
import * as faults from '../openapi/fault-cases.js';
import { ADMINISTRATION, JSON_BODY } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import {
  documentedPath,
  type DocumentedOperation,
  JSON_TYPE,
  media,
  pathParameter,
} from '../openapi/media.js';
import { byBearer } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import { SESSION_PAGE, SESSION_QUERY, SessionsAnswer } from '../sessions/sessions.openapi.js';
import { ACCOUNT_PARAMETER, accountFaults } from './account-item.openapi.js';

const common = { tags: [TAGS.administration.name], security: byBearer };
const OF_SESSIONS = ['GET', 'HEAD', 'DELETE'] as const;

const list: DocumentedOperation = {
  method: 'get',
  path: documentedPath(ROUTES.userSessions),
  operation: {
    ...common,
    operationId: 'accountSessions',
    summary: 'The open sessions of an account',
    description: 'The newest first, in pages. Scope `users:read`.',
    parameters: [ACCOUNT_PARAMETER, ...SESSION_QUERY],
    responses: {
      200: {
        description: 'A page of sessions',
        headers: tokenHeaders(),
        content: {
          [JSON_TYPE]: media(SessionsAnswer, {
            one: { summary: 'One session', value: SESSION_PAGE },
          }),
        },
      },
      ...faultResponses(
        ROUTES.userSessions.replace(':id', LAST_ACCOUNT),
        { [JSON_TYPE]: STANDARD },
        [
          faults.badPage,
          accountFault.noSuchAccount,
          faults.wrongMethod(...OF_SESSIONS),
          ...ADMINISTRATION,
        ],
      ),
    },
  },
};

const endAll: DocumentedOperation = {
  method: 'delete',
  path: documentedPath(ROUTES.userSessions),
  operation: {
    ...common,
    operationId: 'endAccountSessions',
    summary: 'End every session of an account',
    description: 'Their tokens are refused from then on. Scope `users:write`.',
    parameters: [ACCOUNT_PARAMETER],
    responses: {
      204: { description: 'They are over', headers: tokenHeaders() },
      ...accountFaults(ROUTES.userSessions, OF_SESSIONS),
    },
  },
};

const end: DocumentedOperation = {
  method: 'delete',
  path: documentedPath(ROUTES.userSession),
  operation: {
    ...common,
    operationId: 'endAccountSession',
    summary: 'End a session of an account',
    description: 'Its tokens are refused from then on. Scope `users:write`.',
    parameters: [
      ACCOUNT_PARAMETER,
      pathParameter(
        'session',
        'As listed; no account has the one of the example',
        EXAMPLE_SESSION_ID,
      ),
    ],
    responses: {
      204: { description: 'The session is over', headers: tokenHeaders() },
      ...faultResponses(
        ROUTES.userSession.replace(':id', LAST_ACCOUNT).replace(':session', EXAMPLE_SESSION_ID),
        { [JSON_TYPE]: STANDARD },
        [faults.noSuchSession, faults.wrongMethod('DELETE'), ...JSON_BODY, ...ADMINISTRATION],
      ),
    },
  },
};

export const accountSessions: DocumentedController = {
  schemas: [],
  operations: () => [list, endAll, end],
};
