import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import * as faults from '../openapi/fault-cases.js';
import { SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { headers } from '../openapi/headers.js';
import { JSON_TYPE, type DocumentedOperation } from '../openapi/media.js';
import { TAGS } from '../openapi/tags.js';

const PATH = '/metrics';
const EXPOSITION = [
  '# TYPE portcullis_logins_total counter',
  'portcullis_logins_total{outcome="success",cause="verified"} 3',
  '',
].join('\n');

const operation: DocumentedOperation = {
  method: 'get',
  path: PATH,
  operation: {
    operationId: 'metrics',
    tags: [TAGS.monitoring.name],
    summary: "The server's numbers in Prometheus' text format",
    responses: {
      200: {
        description: 'As of now',
        headers: headers({ 'Cache-Control': 'no-store' }),
        content: {
          'text/plain': {
            schema: { type: 'string' },
            examples: { logins: { summary: 'Three logins', value: EXPOSITION } },
          },
        },
      },
      ...faultResponses(PATH, { [JSON_TYPE]: STANDARD }, [
        faults.wrongMethod('GET', 'HEAD'),
        ...SERVER,
      ]),
    },
  },
};

export const metrics: DocumentedController = {
  schemas: [],
  operations: () => [operation],
};
