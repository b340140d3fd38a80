import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import type { FaultCase } from '../openapi/fault-cases.js';
import * as accountFault from '../openapi/account-fault-cases.js';
import * as faults from '../openapi/fault-cases.js';
import { documentedPath, type DocumentedOperation, jsonBody } from '../openapi/media.js';
import { byBearer } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import {
  ACCOUNT_PARAMETER,
  accountAnswer,
  accountFaults,
  NewPassword,
  RolesChange,
} from './account-item.openapi.js';

const common = { tags: [TAGS.administration.name], security: byBearer };

const roles: DocumentedOperation = {
  method: 'post',
  path: documentedPath(ROUTES.userRoles),
  operation: {
    ...common,
    operationId: 'changeRoles',
    summary: 'Add and remove roles',
    description:
      'Changes of others at the same time stay. Access tokens name the roles from the next ' +
      'refresh. Scope `users:write`.',
    parameters: [ACCOUNT_PARAMETER],
    requestBody: jsonBody(RolesChange, {
      both: {
        summary: 'One for another',
        value: { add: ['reviewer'], remove: ['editor'] },
      },
    }),
    responses: {
      200: accountAnswer('The account as it is now'),
      ...accountFaults(
        ROUTES.userRoles,
        ['POST'],
        [accountFault.badRoles, accountFault.lastAdministrator],
      ),
    },
  },
};

const password: DocumentedOperation = {
  method: 'put',
  path: documentedPath(ROUTES.userPassword),
  operation: {
    ...common,
    operationId: 'setPassword',
    summary: 'Give an account another password',
    description: 'Ends its sessions. Scope `users:write`.',
    parameters: [ACCOUNT_PARAMETER],
    requestBody: jsonBody(NewPassword, {
      password: { summary: 'A password', value: { password: 'a-third-secure-password' } },
    }),
    responses: {
      200: accountAnswer('It has the password from now on'),
      ...accountFaults(
        ROUTES.userPassword,
        ['PUT'],
        [accountFault.missingPassword, faults.weakPassword],
      ),
    },
  },
};

interface Action {
  readonly route: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly faults?: readonly FaultCase[];
}

const action = (it: Action): DocumentedOperation => ({
  method: 'post',
  path: documentedPath(it.route),
  operation: {
    ...common,
    operationId: it.operationId,
    summary: it.summary,
    description: `${it.description} Scope \`users:write\`.`,
    parameters: [ACCOUNT_PARAMETER],
    responses: {
      200: accountAnswer('The account as it is now'),
      ...accountFaults(it.route, ['POST'], it.faults),
    },
  },
});

const actions: readonly DocumentedOperation[] = [
  action({
    route: ROUTES.userUnlocking,
    operationId: 'unlockAccount',
    summary: 'Let an account in again after too many wrong passwords',
    description:
      'Failed guesses at it until now count for nothing, in every process. What is counted of ' +
      'networks stays.',
  }),
  action({
    route: ROUTES.userPasswordRequirement,
    operationId: 'requirePassword',
    summary: 'Require a new password',
    description:
      'Ends its sessions. Its password answers `NEW_PASSWORD_REQUIRED` until it has another one.',
  }),
  action({
    route: ROUTES.userDisabling,
    operationId: 'disableAccount',
    summary: 'Disable an account',
    description: 'Ends its sessions at once and opens no new ones.',
    faults: [accountFault.lastAdministrator],
  }),
  action({
    route: ROUTES.userEnabling,
    operationId: 'enableAccount',
    summary: 'Enable an account again',
    description: 'What has ended stays ended.',
  }),
];

export const accountAccess: DocumentedController = {
  schemas: [RolesChange, NewPassword],
  operations: () => [roles, password, ...actions],
};
