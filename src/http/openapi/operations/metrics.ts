import * as faults from '../faults/fault-cases.js';
import { SERVER } from '../faults/fault-groups.js';
import { faultResponses } from '../faults/fault-responses.js';
import { STANDARD } from '../faults/fault-shape.js';
import { headers } from '../headers.js';
import { JSON_TYPE } from '../media.js';
import type { DocumentedOperation } from '../operation.js';
import { TAGS } from '../tags.js';

const PATH = '/metrics';
const EXPOSITION = [
  '# TYPE auth_logins_total counter',
  'auth_logins_total{outcome="success",cause="verified"} 3',
  '',
].join('\n');

export const metrics: DocumentedOperation = {
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
