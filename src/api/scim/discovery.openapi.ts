import type { ParameterObject } from '@nestjs/swagger';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { SCIM_TYPE } from '../faults/scim-faults.js';
import * as accountFault from '../openapi/account-fault-cases.js';
import * as faults from '../openapi/fault-cases.js';
import { SERVER } from '../openapi/fault-groups.js';
import { headers } from '../openapi/headers.js';
import { documentedPath, type DocumentedOperation, pathParameter } from '../openapi/media.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import { CORE_USER } from './attribute-path.js';
import { serviceProviderConfig, userResourceType, userSchema } from './discovery.js';
import { scimFaultResponses } from './scim-bodies.openapi.js';
import { listResponse } from './user-resource.js';

const BASE = 'https://auth.example.com';

interface Description {
  readonly route: string;
  readonly operationId: string;
  readonly summary: string;
  readonly parameters?: ParameterObject[];
  readonly value: object;
}

const described = (it: Description): DocumentedOperation => ({
  method: 'get',
  path: documentedPath(it.route),
  operation: {
    tags: [TAGS.provisioning.name],
    operationId: it.operationId,
    summary: it.summary,
    ...(it.parameters === undefined ? {} : { parameters: it.parameters }),
    responses: {
      200: {
        description: 'As RFC 7643 has it',
        headers: headers(),
        content: {
          [SCIM_TYPE]: {
            schema: { type: 'object', additionalProperties: true },
            examples: { here: { summary: 'Of this server', value: it.value } },
          },
        },
      },
      ...scimFaultResponses(
        it.route,
        it.parameters === undefined
          ? accountFault.filteredDescription
          : accountFault.noSuchDescription,
        faults.wrongMethod('GET', 'HEAD'),
        ...SERVER,
      ),
    },
  },
});

const descriptions: readonly DocumentedOperation[] = [
  described({
    route: ROUTES.scimConfig,
    operationId: 'scimServiceProviderConfig',
    summary: 'What of SCIM is spoken here',
    value: serviceProviderConfig(BASE),
  }),
  described({
    route: ROUTES.scimResourceTypes,
    operationId: 'scimResourceTypes',
    summary: 'The kinds of resources',
    value: listResponse([userResourceType(BASE)]),
  }),
  described({
    route: ROUTES.scimResourceType,
    operationId: 'scimResourceType',
    summary: 'One kind of resources',
    parameters: [pathParameter('name', 'Its name', 'User')],
    value: userResourceType(BASE),
  }),
  described({
    route: ROUTES.scimSchemas,
    operationId: 'scimSchemas',
    summary: 'The attributes of all resources',
    value: listResponse([userSchema(BASE)]),
  }),
  described({
    route: ROUTES.scimSchema,
    operationId: 'scimSchema',
    summary: 'The attributes of one schema',
    parameters: [pathParameter('urn', 'The `id` of the schema', CORE_USER)],
    value: userSchema(BASE),
  }),
];

export const scimDiscovery: DocumentedController = {
  schemas: [],
  operations: () => descriptions,
};
