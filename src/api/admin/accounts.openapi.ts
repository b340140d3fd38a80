import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { LAST_ACCOUNT, MADE_USER } from '../openapi/example-values.js';
import * as accountFault from '../openapi/account-fault-cases.js';
import * as faults from '../openapi/fault-cases.js';
import { ADMINISTRATION, JSON_BODY } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { documentedPath, type DocumentedOperation, JSON_TYPE, jsonBody } from '../openapi/media.js';
import { byBearer } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import {
  ACCOUNT_PARAMETER,
  accountAnswer,
  AccountCreation,
  accountFaults,
  AccountUpdate,
  AdministeredAccount,
  EXAMPLE_ACCOUNT,
} from './account-item.openapi.js';
import { accountSearch, AdministeredAccounts } from './account-search.openapi.js';

const tags = [TAGS.administration.name];
const OF_ACCOUNT = ['GET', 'HEAD', 'PATCH', 'DELETE'] as const;

const create: DocumentedOperation = {
  method: 'post',
  path: ROUTES.users,
  operation: {
    tags,
    operationId: 'createAccount',
    summary: 'Make an account',
    description:
      'Also where registration is closed. A name that belonged to a deleted account is taken. ' +
      'Scope `users:write`.',
    security: byBearer,
    requestBody: jsonBody(AccountCreation, {
      editor: { summary: 'An editor', value: MADE_USER },
    }),
    responses: {
      201: accountAnswer('The account is made', {
        Location: `${ROUTES.users}/${EXAMPLE_ACCOUNT.id}`,
      }),
      ...faultResponses(ROUTES.users, { [JSON_TYPE]: STANDARD }, [
        accountFault.missingUsername,
        faults.usernameTaken,
        faults.emailTaken,
        faults.weakPassword,
        faults.wrongMethod('GET', 'HEAD', 'POST'),
        ...JSON_BODY,
        ...ADMINISTRATION,
      ]),
    },
  },
};

const read: DocumentedOperation = {
  method: 'get',
  path: documentedPath(ROUTES.user),
  operation: {
    tags,
    operationId: 'account',
    summary: 'Read an account',
    description: 'Scope `users:read`.',
    security: byBearer,
    parameters: [ACCOUNT_PARAMETER],
    responses: {
      200: accountAnswer('The account, and its version in `ETag`'),
      ...faultResponses(ROUTES.user.replace(':id', LAST_ACCOUNT), { [JSON_TYPE]: STANDARD }, [
        accountFault.noSuchAccount,
        faults.wrongMethod(...OF_ACCOUNT),
        ...ADMINISTRATION,
      ]),
    },
  },
};

const update: DocumentedOperation = {
  method: 'patch',
  path: documentedPath(ROUTES.user),
  operation: {
    tags,
    operationId: 'updateAccount',
    summary: 'Change the address or the display name',
    description:
      'Only the version that `If-Match` names (RFC 9110 §13.1.1), so that of two changes neither ' +
      'undoes the other; `*` stands for any. Another address is not verified. Scope `users:write`.',
    security: byBearer,
    parameters: [
      ACCOUNT_PARAMETER,
      {
        name: 'If-Match',
        in: 'header',
        required: true,
        description: 'The `ETag` of the account',
        schema: { type: 'string' },
        example: '*',
      },
    ],
    requestBody: jsonBody(AccountUpdate, {
      displayName: { summary: 'Another display name', value: { displayName: 'Ada Lovelace' } },
    }),
    responses: {
      200: accountAnswer('The account as it is now'),
      ...accountFaults(ROUTES.user, OF_ACCOUNT, [
        accountFault.badAddress,
        faults.emailTaken,
        accountFault.changedMeanwhile,
        accountFault.noPrecondition,
      ]),
    },
  },
};

const remove: DocumentedOperation = {
  method: 'delete',
  path: documentedPath(ROUTES.user),
  operation: {
    tags,
    operationId: 'deleteAccount',
    summary: 'Delete an account for good',
    description:
      'Ends its sessions. Neither its id nor its name is ever given to another account; of the ' +
      'name no more is kept than a keyed digest. Scope `users:write`.',
    security: byBearer,
    parameters: [ACCOUNT_PARAMETER],
    responses: {
      204: { description: 'The account is gone', headers: tokenHeaders() },
      ...accountFaults(ROUTES.user, OF_ACCOUNT, [accountFault.lastAdministrator]),
    },
  },
};

export const accounts: DocumentedController = {
  schemas: [AdministeredAccounts, AdministeredAccount, AccountCreation, AccountUpdate],
  operations: () => [accountSearch, create],
};

/** Last of the administration: its path ends with the deletion, and other examples use the account. */
export const account: DocumentedController = {
  schemas: [],
  operations: () => [read, update, remove],
};
