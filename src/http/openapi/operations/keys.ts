import { ROUTES } from '../../contracts/routes.js';
import { keySet } from '../examples/keys.js';
import * as faults from '../faults/fault-cases.js';
import { SERVER } from '../faults/fault-groups.js';
import { faultResponses } from '../faults/fault-responses.js';
import { STANDARD } from '../faults/fault-shape.js';
import { headers } from '../headers.js';
import { JSON_TYPE, media } from '../media.js';
import type { DocumentedOperation } from '../operation.js';
import { KeySetAnswer } from '../schemas/keys.dto.js';
import { TAGS } from '../tags.js';

export const keys: DocumentedOperation = {
  method: 'get',
  path: ROUTES.jwks,
  operation: {
    tags: [TAGS.keys.name],
    summary: 'The public keys (RFC 7517)',
    description: 'The signing key first, then every other key whose tokens still verify.',
    responses: {
      200: {
        description: 'The key set',
        headers: headers({ 'Cache-Control': 'public, max-age=300, stale-while-revalidate=3600' }),
        content: {
          [JSON_TYPE]: media(KeySetAnswer, { rsa: { summary: 'One RSA key', value: keySet } }),
        },
      },
      ...faultResponses(ROUTES.jwks, { [JSON_TYPE]: STANDARD }, [
        faults.wrongMethod('GET', 'HEAD'),
        ...SERVER,
      ]),
    },
  },
};
