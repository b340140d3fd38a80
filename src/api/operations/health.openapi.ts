import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { ApiProperty, type ResponseObject } from '@nestjs/swagger';
import type { Verdict } from '../../health/readiness.js';
import * as faults from '../openapi/fault-cases.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { headers } from '../openapi/headers.js';
import {
  type Examples,
  JSON_TYPE,
  media,
  type DocumentedOperation,
  type Schema,
} from '../openapi/media.js';
import { TAGS } from '../openapi/tags.js';

export abstract class LivenessAnswer {
  @ApiProperty({ enum: ['ok'], example: 'ok' })
  abstract readonly status: string;
}

export abstract class ReadinessAnswer implements Verdict {
  @ApiProperty({ enum: ['ok', 'unavailable', 'draining'], example: 'ok' })
  abstract readonly status: Verdict['status'];

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', enum: ['up', 'down'] },
    example: { database: 'up', keys: 'up' },
  })
  abstract readonly checks: Verdict['checks'];
}

const report = (description: string, schema: Schema, examples: Examples): ResponseObject => ({
  description,
  headers: headers({ 'Cache-Control': 'no-store' }),
  content: { [JSON_TYPE]: media(schema, examples) },
});

const probe = (
  path: string,
  summary: string,
  responses: Readonly<Record<number, ResponseObject>>,
): DocumentedOperation => ({
  method: 'get',
  path,
  operation: {
    tags: [TAGS.monitoring.name],
    summary,
    responses: {
      ...responses,
      ...faultResponses(path, { [JSON_TYPE]: STANDARD }, [
        faults.wrongMethod('GET', 'HEAD'),
        faults.internal,
      ]),
    },
  },
});

const readiness = (path: string, summary: string, up: object, down: object): DocumentedOperation =>
  probe(path, summary, {
    200: report('Send requests here', ReadinessAnswer, {
      ok: { summary: 'Everything is there', value: { status: 'ok', checks: up } },
    }),
    503: report('Send requests elsewhere', ReadinessAnswer, {
      unavailable: { summary: 'Something is down', value: { status: 'unavailable', checks: down } },
      draining: { summary: 'About to stop', value: { status: 'draining', checks: up } },
    }),
  });

const operations: readonly DocumentedOperation[] = [
  probe('/health/live', 'The process is alive', {
    200: report('It is', LivenessAnswer, { ok: { summary: 'Alive', value: { status: 'ok' } } }),
  }),
  readiness(
    '/health/ready',
    'The server can do everything',
    { database: 'up', keys: 'up' },
    { database: 'down', keys: 'up' },
  ),
  readiness(
    '/health/ready/validation',
    'The server can validate tokens, for which it needs no database',
    { keys: 'up', revocations: 'up' },
    { keys: 'up', revocations: 'down' },
  ),
];

export const health: DocumentedController = {
  schemas: [LivenessAnswer, ReadinessAnswer],
  operations: () => operations,
};
