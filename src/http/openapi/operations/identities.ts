import { documentedPath, pathParameter } from './path-parameter.js';
import { jsonBody } from './request-body.js';
import { ROUTES } from '../../contracts/routes.js';
import { EXAMPLE_IDENTITY_ID } from '../example-values.js';
import * as examples from '../examples/providers.js';
import * as faults from '../faults/fault-cases.js';
import { JSON_BODY, SERVER } from '../faults/fault-groups.js';
import { faultResponses } from '../faults/fault-responses.js';
import { STANDARD } from '../faults/fault-shape.js';
import { tokenHeaders } from '../headers.js';
import { JSON_TYPE, media } from '../media.js';
import type { DocumentedOperation } from '../operation.js';
import { IdentitiesAnswer, IdentityAnswer } from '../schemas/providers.dto.js';
import { ExchangeRequest } from '../schemas/requests.dto.js';
import { byBearer } from '../security.js';
import { TAGS } from '../tags.js';

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
    summary: 'Link whoever a provider’s code stands for',
    description: 'Linking somebody twice changes nothing.',
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
    parameters: [pathParameter('id', 'As listed; the example is nobody’s', EXAMPLE_IDENTITY_ID)],
    responses: {
      204: { description: 'It leads in no more', headers: tokenHeaders() },
      ...faultResponses(
        ROUTES.identity.replace(':id', EXAMPLE_IDENTITY_ID),
        { [JSON_TYPE]: STANDARD },
        [
          faults.lastWayIn,
          faults.badToken,
          faults.noSuchIdentity,
          faults.wrongMethod('DELETE'),
          ...JSON_BODY,
          ...SERVER,
        ],
      ),
    },
  },
};

export const identities: readonly DocumentedOperation[] = [list, link, unlink];
