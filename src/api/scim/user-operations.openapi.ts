import type { ParameterObject, RequestBodyObject, ResponseObject } from '@nestjs/swagger';
import { SCIM_TYPE } from '../faults/scim-faults.js';
import * as accountFault from '../openapi/account-fault-cases.js';
import { LAST_ACCOUNT } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import { SERVER } from '../openapi/fault-groups.js';
import { tokenHeaders } from '../openapi/headers.js';
import { type Examples, media, pathParameter, type Schema } from '../openapi/media.js';
import { byServiceAccount } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { SCIM_USER, ScimUser } from './scim-bodies.openapi.js';

export const USER = pathParameter('id', 'The `id` of the user', LAST_ACCOUNT);
export const IF_MATCH: ParameterObject = {
  name: 'If-Match',
  in: 'header',
  description: 'The `meta.version` that the change is for',
  schema: { type: 'string' },
};
export const BY_SERVICE = { tags: [TAGS.provisioning.name], security: byServiceAccount };
export const EVERY_TIME = [
  faults.badClient,
  accountFault.notAdministrator,
  faults.tooManyRequests,
  ...SERVER,
];
export const OF_USER = faults.wrongMethod('GET', 'HEAD', 'PUT', 'PATCH', 'DELETE');
export const OF_USERS = faults.wrongMethod('POST', 'GET', 'HEAD');
export const TAKEN = [faults.usernameTaken, faults.emailTaken];

export const scimBody = (schema: Schema, examples: Examples): RequestBodyObject => ({
  required: true,
  content: { [SCIM_TYPE]: media(schema, examples) },
});

export const userAnswer = (
  description: string,
  more: Readonly<Record<string, string>> = {},
): ResponseObject => ({
  description,
  headers: tokenHeaders({ ETag: 'W/"1"', ...more }),
  content: { [SCIM_TYPE]: media(ScimUser, { user: { summary: 'A user', value: SCIM_USER } }) },
});
