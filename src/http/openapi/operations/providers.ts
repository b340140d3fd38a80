import { documentedPath, pathParameter } from './path-parameter.js';
import { jsonBody } from './request-body.js';
import { ROUTES } from '../../contracts/routes.js';
import { SET_COOKIE } from '../cookies.js';
import * as examples from '../examples/providers.js';
import * as faults from '../faults/fault-cases.js';
import { JSON_BODY, SERVER } from '../faults/fault-groups.js';
import { faultResponses } from '../faults/fault-responses.js';
import { STANDARD } from '../faults/fault-shape.js';
import { headers, tokenHeaders } from '../headers.js';
import { JSON_TYPE, media } from '../media.js';
import type { DocumentedOperation } from '../operation.js';
import {
  AuthorizationAnswer,
  AuthorizationRequest,
  ProvidersAnswer,
} from '../schemas/providers.dto.js';
import { TAGS } from '../tags.js';

const list: DocumentedOperation = {
  method: 'get',
  path: ROUTES.providers,
  operation: {
    tags: [TAGS.providers.name],
    operationId: 'providers',
    summary: 'The identity providers that are configured',
    responses: {
      200: {
        description: 'In the order of the configuration',
        headers: headers({ 'Cache-Control': 'no-cache' }),
        content: { [JSON_TYPE]: media(ProvidersAnswer, examples.providers) },
      },
      ...faultResponses(ROUTES.providers, { [JSON_TYPE]: STANDARD }, [
        faults.wrongMethod('GET', 'HEAD'),
        ...SERVER,
      ]),
    },
  },
};

const authorization: DocumentedOperation = {
  method: 'post',
  path: documentedPath(ROUTES.authorization),
  operation: {
    tags: [TAGS.providers.name],
    operationId: 'authorization',
    summary: 'Begin a sign-in at a provider',
    description:
      'Send the browser to `authorizationUrl`; it comes back to `redirectUri` with a code and the ' +
      '`state`, to be exchanged at `/api/v1/auth/token`. The cookie ties both ends to one browser.',
    parameters: [pathParameter('provider', 'Name of a configured provider', 'google')],
    requestBody: jsonBody(AuthorizationRequest, examples.authorizationRequest, false),
    responses: {
      200: {
        description: 'The sign-in has begun',
        headers: tokenHeaders({ 'Set-Cookie': SET_COOKIE.exchange }),
        content: { [JSON_TYPE]: media(AuthorizationAnswer, examples.authorization) },
      },
      ...faultResponses(
        ROUTES.authorization.replace(':provider', 'google'),
        { [JSON_TYPE]: STANDARD },
        [
          faults.unlistedRedirect,
          faults.unknownProvider,
          faults.foreignOrigin,
          faults.tooManyRequests,
          faults.wrongMethod('POST'),
          ...JSON_BODY,
          ...SERVER,
          faults.providerDown,
          faults.providerSlow,
        ],
      ),
    },
  },
};

export const providers: readonly DocumentedOperation[] = [list, authorization];
