import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import * as accountFault from '../openapi/account-fault-cases.js';
import { JSON_BODY } from '../openapi/fault-groups.js';
import { tokenHeaders } from '../openapi/headers.js';
import { documentedPath, type DocumentedOperation } from '../openapi/media.js';
import { ROUTES } from '../requests/routes.js';
import { NEW_SCIM_USER, scimFaultResponses, ScimUserBody } from './scim-bodies.openapi.js';
import {
  BY_SERVICE,
  EVERY_TIME,
  IF_MATCH,
  OF_USER,
  scimBody,
  TAKEN,
  USER,
  userAnswer,
} from './user-operations.openapi.js';

const ANY_OBJECT = { type: 'object', additionalProperties: true } as const;

export abstract class ScimOperation {
  @ApiProperty({ description: 'add, replace or remove, in any case', example: 'Replace' })
  abstract readonly op: string;

  @ApiPropertyOptional({ description: 'Without it the value is an object of attributes' })
  abstract readonly path?: string;

  @ApiPropertyOptional({
    oneOf: [
      { type: 'string' },
      { type: 'boolean' },
      ANY_OBJECT,
      { type: 'array', items: ANY_OBJECT },
    ],
  })
  abstract readonly value?: unknown;
}

/** RFC 7644 §3.5.2. */
export abstract class ScimPatch {
  @ApiProperty({ type: [String] })
  abstract readonly schemas: readonly string[];

  @ApiProperty({ type: [ScimOperation] })
  abstract readonly Operations: readonly ScimOperation[];
}

const CHANGE_FAULTS = scimFaultResponses(
  ROUTES.scimUser,
  accountFault.badScimValue,
  accountFault.lastAdministrator,
  accountFault.noSuchAccount,
  accountFault.changedMeanwhile,
  ...TAKEN,
  OF_USER,
  ...JSON_BODY,
  ...EVERY_TIME,
);

const replace: DocumentedOperation = {
  method: 'put',
  path: documentedPath(ROUTES.scimUser),
  operation: {
    ...BY_SERVICE,
    operationId: 'scimReplaceUser',
    summary: 'Replace a user',
    description: 'What is left out is gone, save `externalId`, `active` and the password.',
    parameters: [USER, IF_MATCH],
    requestBody: scimBody(ScimUserBody, { ada: { summary: 'A user', value: NEW_SCIM_USER } }),
    responses: { 200: userAnswer('The user as it is now'), ...CHANGE_FAULTS },
  },
};

const patch: DocumentedOperation = {
  method: 'patch',
  path: documentedPath(ROUTES.scimUser),
  operation: {
    ...BY_SERVICE,
    operationId: 'scimPatchUser',
    summary: 'Change a user',
    description: 'All operations or none. `active: false` ends the sessions.',
    parameters: [USER, IF_MATCH],
    requestBody: scimBody(ScimPatch, {
      disable: {
        summary: 'As Entra ID disables a user',
        value: {
          schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
          Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
        },
      },
    }),
    responses: { 200: userAnswer('The user as it is now'), ...CHANGE_FAULTS },
  },
};

const remove: DocumentedOperation = {
  method: 'delete',
  path: documentedPath(ROUTES.scimUser),
  operation: {
    ...BY_SERVICE,
    operationId: 'scimDeleteUser',
    summary: 'Delete a user for good',
    parameters: [USER, IF_MATCH],
    responses: {
      204: { description: 'The user is gone', headers: tokenHeaders() },
      ...scimFaultResponses(
        ROUTES.scimUser,
        ...[accountFault.lastAdministrator, accountFault.noSuchAccount],
        ...[accountFault.changedMeanwhile, OF_USER, ...EVERY_TIME],
      ),
    },
  },
};

export const scimUserChanges: DocumentedController = {
  schemas: [ScimPatch, ScimOperation],
  operations: () => [replace, patch, remove],
};
