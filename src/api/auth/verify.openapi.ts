import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import {
  EXAMPLE_SESSION_ID,
  EXAMPLE_TIME,
  NEW_USER,
  NEW_USER_ID,
} from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import { SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { JSON_TYPE } from '../openapi/media.js';
import { byAccessToken } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';

export const verification: DocumentedController = {
  schemas: [],
  operations: () => [
    {
      method: 'get',
      path: ROUTES.verify,
      operation: {
        tags: [TAGS.account.name],
        operationId: 'verify',
        summary: 'Whether a proxy should let a request through',
        description:
          'For `auth_request` of nginx and ForwardAuth of Traefik. By Bearer, else by the cookie ' +
          '`Auth-Access-Token`. `ext_authz` of Envoy may add a path, and use any method.',
        security: byAccessToken,
        responses: {
          200: {
            description: 'The token is good; the headers say whose it is',
            headers: tokenHeaders({
              'X-Auth-User-Id': NEW_USER_ID,
              'X-Auth-Username': NEW_USER.username,
              'X-Auth-Session': EXAMPLE_SESSION_ID,
              'X-Auth-Client-Id': 'token-pair',
              'X-Auth-Roles': 'user',
              'X-Auth-Expires': String(EXAMPLE_TIME / 1000),
            }),
          },
          ...faultResponses(ROUTES.verify, { [JSON_TYPE]: STANDARD }, [
            faults.badToken,
            faults.foreignOrigin,
            faults.tooManyRequests,
            faults.wrongMethod('GET', 'HEAD'),
            ...SERVER,
          ]),
        },
      },
    },
  ],
};
