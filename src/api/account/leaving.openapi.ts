import { ApiProperty } from '@nestjs/swagger';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import * as accountFault from '../openapi/account-fault-cases.js';
import { NEW_USER } from '../openapi/example-values.js';
import * as factorCases from '../openapi/factor-fault-cases.js';
import * as faults from '../openapi/fault-cases.js';
import { JSON_BODY, SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { type DocumentedOperation, JSON_TYPE, jsonBody, media } from '../openapi/media.js';
import { byBearer } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import type { KeptAccountBody, PlannedDeletion } from './leaving.controller.js';

export abstract class KeptAccountRequest implements KeptAccountBody {
  @ApiProperty({ description: 'As at a login', maxLength: 256, example: NEW_USER.username })
  abstract readonly username: string;

  @ApiProperty({ format: 'password', maxLength: 1024, example: NEW_USER.password })
  abstract readonly password: string;
}

export abstract class PlannedDeletionAnswer implements PlannedDeletion {
  @ApiProperty({
    format: 'date-time',
    description: 'Until then the owner can keep the account',
    example: '2026-02-14T09:30:00.000Z',
  })
  abstract readonly deletionAt: string;
}

const leave: DocumentedOperation = {
  method: 'delete',
  path: ROUTES.me,
  operation: {
    tags: [TAGS.leaving.name],
    operationId: 'leave',
    summary: 'Delete the account of the bearer',
    description:
      'Ends all its sessions at once. It is deleted after `DELETION_GRACE_DAYS`; until then a login ' +
      'answers `ACCOUNT_CLOSING`, and its owner can keep it. Its name is given to no other account.',
    security: byBearer,
    responses: {
      202: {
        description: 'The account is closed, and will be deleted',
        headers: tokenHeaders(),
        content: {
          [JSON_TYPE]: media(PlannedDeletionAnswer, {
            planned: { summary: 'In 30 days', value: { deletionAt: '2026-02-14T09:30:00.000Z' } },
          }),
        },
      },
      ...faultResponses(ROUTES.me, { [JSON_TYPE]: STANDARD }, [
        accountFault.lastAdministrator,
        faults.badToken,
        factorCases.staleProof,
        accountFault.provisionedAccount,
        faults.wrongMethod('GET', 'HEAD', 'DELETE'),
        ...SERVER,
      ]),
    },
  },
};

const stay: DocumentedOperation = {
  method: 'post',
  path: ROUTES.deletionCancelling,
  operation: {
    tags: [TAGS.leaving.name],
    operationId: 'keepAccount',
    summary: 'Keep an account that is to be deleted',
    description:
      'By its password; wrong ones count as those of logins do. Opens no session: the login comes ' +
      'after it, with a second factor where there is one. Changes nothing at an account that stays.',
    requestBody: jsonBody(KeptAccountRequest, {
      newUser: {
        summary: 'The registered user',
        value: { username: NEW_USER.username, password: NEW_USER.password },
      },
    }),
    responses: {
      204: { description: 'The account stays', headers: tokenHeaders() },
      ...faultResponses(ROUTES.deletionCancelling, { [JSON_TYPE]: STANDARD }, [
        faults.missingCredentials,
        faults.badCredentials,
        accountFault.newPasswordRequired,
        faults.tooManyRequests,
        faults.wrongMethod('POST'),
        ...JSON_BODY,
        ...SERVER,
      ]),
    },
  },
};

export const leaving: DocumentedController = {
  schemas: [KeptAccountRequest, PlannedDeletionAnswer],
  operations: () => [leave, stay],
};
