import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import type { Authorization, AuthorizationBody, ListedProvider } from './providers.controller.js';
import {
  documentedPath,
  pathParameter,
  jsonBody,
  JSON_TYPE,
  media,
  type DocumentedOperation,
} from '../openapi/media.js';
import { ROUTES } from '../requests/routes.js';
import { COOKIE_EXAMPLES } from '../openapi/cookie-examples.js';
import * as faults from '../openapi/fault-cases.js';
import { JSON_BODY, SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { headers, tokenHeaders } from '../openapi/headers.js';
import { TAGS } from '../openapi/tags.js';

export abstract class Provider implements ListedProvider {
  @ApiProperty({ description: 'For requests', example: 'google' })
  abstract readonly name: string;

  @ApiProperty({ description: 'For people', example: 'Google' })
  abstract readonly label: string;
}

export abstract class ProvidersAnswer {
  @ApiProperty({ type: [Provider] })
  abstract readonly providers: readonly Provider[];
}

export abstract class AuthorizationRequest implements AuthorizationBody {
  @ApiPropertyOptional({
    description: 'One of those registered for the provider; may be left out where there is one',
    maxLength: 2048,
    example: 'https://your.app.com/callback',
  })
  abstract readonly redirectUri?: string;
}

export abstract class AuthorizationAnswer implements Authorization {
  @ApiProperty({
    format: 'uri',
    description: 'Where the browser goes',
    example: 'https://accounts.google.com/o/oauth2/v2/auth?client_id=a-client',
  })
  abstract readonly authorizationUrl: string;

  @ApiProperty({ description: 'Comes back with the code; good for 10 minutes, once' })
  abstract readonly state: string;
}

const STATE = 'Jd2Lh0T7aZr1yqVQ0o3v5Ck9mXwE8sPbU4nGfKiRtYA';

const examples = {
  providers: {
    two: {
      summary: 'Two providers',
      value: {
        providers: [
          { name: 'google', label: 'Google' },
          { name: 'github', label: 'GitHub' },
        ],
      },
    },
  },
  authorizationRequest: {
    google: {
      summary: 'Google (UNKNOWN_PROVIDER until it is configured)',
      value: { redirectUri: 'https://your.app.com/callback' },
    },
  },
  authorization: {
    google: {
      summary: 'Where to send the browser',
      value: {
        authorizationUrl: `https://accounts.google.com/o/oauth2/v2/auth?client_id=a-client&scope=openid&state=${STATE}`,
        state: STATE,
      },
    },
  },
};

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
        headers: tokenHeaders({ 'Set-Cookie': COOKIE_EXAMPLES.authorization }),
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

export const providers: DocumentedController = {
  schemas: [ProvidersAnswer, AuthorizationRequest, AuthorizationAnswer],
  operations: () => [list, authorization],
};
