import { ApiProperty } from '@nestjs/swagger';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { TimestampProperty } from '../openapi/properties.js';
import type { ListedIdentity } from './identities.controller.js';
import {
  documentedPath,
  pathParameter,
  jsonBody,
  JSON_TYPE,
  media,
  type DocumentedOperation,
} from '../openapi/media.js';
import { ROUTES } from '../requests/routes.js';
import { EXAMPLE_IDENTITY_ID, EXAMPLE_TIME, NEW_USER } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import * as factorCases from '../openapi/factor-fault-cases.js';
import { JSON_BODY, SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { CODE_REQUEST, ExchangeRequest } from './authorization-code.openapi.js';
import { byBearer } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';

export abstract class IdentityAnswer implements ListedIdentity {
  @ApiProperty({ example: EXAMPLE_IDENTITY_ID })
  abstract readonly id: string;

  @ApiProperty({ example: 'google' })
  abstract readonly provider: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'As the provider last told it',
    example: NEW_USER.email,
  })
  abstract readonly email: string | null;

  @TimestampProperty()
  abstract readonly linkedAt: string;

  @TimestampProperty()
  abstract readonly lastUsedAt: string;
}

export abstract class IdentitiesAnswer {
  @ApiProperty({ type: [IdentityAnswer] })
  abstract readonly identities: readonly IdentityAnswer[];
}

const example = {
  id: EXAMPLE_IDENTITY_ID,
  provider: 'google',
  email: NEW_USER.email,
  linkedAt: new Date(EXAMPLE_TIME).toISOString(),
  lastUsedAt: new Date(EXAMPLE_TIME).toISOString(),
};

const examples = {
  identity: { google: { summary: 'At Google', value: example } },
  identities: { one: { summary: 'One identity', value: { identities: [example] } } },
  linkRequest: {
    google: {
      summary: 'A provider’s code (UNKNOWN_PROVIDER until one is configured)',
      value: CODE_REQUEST,
    },
  },
};

const list: DocumentedOperation = {
  method: 'get',
  path: ROUTES.identities,
  operation: {
    tags: [TAGS.providers.name],
    operationId: 'identities',
    summary: 'The identities by which the bearer can sign in',
    security: byBearer,
    responses: {
      200: {
        description: 'Every linked identity',
        headers: tokenHeaders(),
        content: { [JSON_TYPE]: media(IdentitiesAnswer, examples.identities) },
      },
      ...faultResponses(ROUTES.identities, { [JSON_TYPE]: STANDARD }, [
        faults.badToken,
        faults.wrongMethod('GET', 'HEAD', 'POST'),
        ...SERVER,
      ]),
    },
  },
};

const link: DocumentedOperation = {
  method: 'post',
  path: ROUTES.identities,
  operation: {
    tags: [TAGS.providers.name],
    operationId: 'linkIdentity',
    summary: 'Link the person that a provider’s code stands for',
    description: 'Linking the same person again changes nothing.',
    security: byBearer,
    requestBody: jsonBody(ExchangeRequest, examples.linkRequest),
    responses: {
      201: {
        description: 'The identity belongs to the account',
        headers: tokenHeaders(),
        content: { [JSON_TYPE]: media(IdentityAnswer, examples.identity) },
      },
      ...faultResponses(ROUTES.identities, { [JSON_TYPE]: STANDARD }, [
        faults.missingCode,
        faults.unknownProvider,
        faults.identityTaken,
        faults.badToken,
        factorCases.staleProof,
        faults.badCode,
        faults.foreignOrigin,
        faults.tooManyRequests,
        faults.wrongMethod('GET', 'HEAD', 'POST'),
        ...JSON_BODY,
        ...SERVER,
        faults.providerDown,
        faults.providerSlow,
      ]),
    },
  },
};

const unlink: DocumentedOperation = {
  method: 'delete',
  path: documentedPath(ROUTES.identity),
  operation: {
    tags: [TAGS.providers.name],
    operationId: 'unlinkIdentity',
    summary: 'Remove an identity',
    security: byBearer,
    parameters: [
      pathParameter('id', 'As listed; no account has the one of the example', EXAMPLE_IDENTITY_ID),
    ],
    responses: {
      204: { description: 'Identity unlinked', headers: tokenHeaders() },
      ...faultResponses(
        ROUTES.identity.replace(':id', EXAMPLE_IDENTITY_ID),
        { [JSON_TYPE]: STANDARD },
        [
          faults.lastWayIn,
          faults.badToken,
          factorCases.staleProof,
          faults.noSuchIdentity,
          faults.wrongMethod('DELETE'),
          ...JSON_BODY,
          ...SERVER,
        ],
      ),
    },
  },
};

export const identities: DocumentedController = {
  schemas: [IdentitiesAnswer, IdentityAnswer],
  operations: () => [list, link, unlink],
};
