import { ApiProperty } from '@nestjs/swagger';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { SCIM_TYPE } from '../faults/scim-faults.js';
import * as accountFault from '../openapi/account-fault-cases.js';
import { NEW_USER_ID } from '../openapi/example-values.js';
import { JSON_BODY } from '../openapi/fault-groups.js';
import { tokenHeaders } from '../openapi/headers.js';
import { documentedPath, type DocumentedOperation, media } from '../openapi/media.js';
import { ROUTES } from '../requests/routes.js';
import {
  NEW_SCIM_USER,
  SCIM_USER,
  ScimEmail,
  ScimFaultAnswer,
  scimFaultResponses,
  ScimMeta,
  ScimName,
  ScimUser,
  ScimUserBody,
} from './scim-bodies.openapi.js';
import {
  BY_SERVICE,
  EVERY_TIME,
  OF_USER,
  OF_USERS,
  scimBody,
  TAKEN,
  USER,
  userAnswer,
} from './user-operations.openapi.js';
import { MOST_USERS } from './user-query.js';
import { listResponse } from './user-resource.js';

export abstract class ScimUsers {
  @ApiProperty({ type: [String] })
  abstract readonly schemas: readonly string[];

  @ApiProperty({ type: 'integer' })
  abstract readonly totalResults: number;

  @ApiProperty({ type: 'integer' })
  abstract readonly startIndex: number;

  @ApiProperty({ type: 'integer' })
  abstract readonly itemsPerPage: number;

  @ApiProperty({ type: [ScimUser] })
  abstract readonly Resources: readonly ScimUser[];
}

const search: DocumentedOperation = {
  method: 'get',
  path: ROUTES.scimUsers,
  operation: {
    ...BY_SERVICE,
    operationId: 'scimUsers',
    summary: 'Find users',
    description: 'Of filters only `eq`, on `userName`, `externalId`, `id` and the address.',
    parameters: [
      {
        name: 'filter',
        in: 'query',
        schema: { type: 'string' },
        example: 'userName eq "ada.king"',
      },
      { name: 'startIndex', in: 'query', schema: { type: 'integer', minimum: 1, default: 1 } },
      {
        name: 'count',
        in: 'query',
        schema: { type: 'integer', minimum: 0, maximum: MOST_USERS, default: MOST_USERS },
      },
    ],
    responses: {
      200: {
        description: 'A page of those that were found',
        headers: tokenHeaders(),
        content: {
          [SCIM_TYPE]: media(ScimUsers, {
            one: { summary: 'One user', value: listResponse([SCIM_USER]) },
          }),
        },
      },
      ...scimFaultResponses(ROUTES.scimUsers, accountFault.badScimFilter, OF_USERS, ...EVERY_TIME),
    },
  },
};

const create: DocumentedOperation = {
  method: 'post',
  path: ROUTES.scimUsers,
  operation: {
    ...BY_SERVICE,
    operationId: 'scimCreateUser',
    summary: 'Make a user, who has no password',
    requestBody: scimBody(ScimUserBody, { ada: { summary: 'A user', value: NEW_SCIM_USER } }),
    responses: {
      201: userAnswer('The user is made', {
        Location: ROUTES.scimUser.replace(':id', NEW_USER_ID),
      }),
      ...scimFaultResponses(
        ROUTES.scimUsers,
        ...[accountFault.badScimValue, ...TAKEN, OF_USERS, ...JSON_BODY, ...EVERY_TIME],
      ),
    },
  },
};

const read: DocumentedOperation = {
  method: 'get',
  path: documentedPath(ROUTES.scimUser),
  operation: {
    ...BY_SERVICE,
    operationId: 'scimUser',
    summary: 'Read a user',
    parameters: [USER],
    responses: {
      200: userAnswer('The user'),
      ...scimFaultResponses(ROUTES.scimUser, accountFault.noSuchAccount, OF_USER, ...EVERY_TIME),
    },
  },
};

export const scimUsers: DocumentedController = {
  schemas: [ScimUserBody, ScimName, ScimEmail, ScimMeta, ScimUser, ScimUsers, ScimFaultAnswer],
  operations: () => [search, create, read],
};
