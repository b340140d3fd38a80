import type { ResponseObject } from '@nestjs/swagger';
import * as faults from '../faults/fault-cases.js';
import { faultResponses } from '../faults/fault-responses.js';
import { STANDARD } from '../faults/fault-shape.js';
import { headers } from '../headers.js';
import { type Examples, JSON_TYPE, media } from '../media.js';
import type { DocumentedOperation } from '../operation.js';
import { LivenessAnswer, ReadinessAnswer } from '../schemas/health.dto.js';
import type { Schema } from '../schemas/schemas.js';
import { TAGS } from '../tags.js';

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

export const health: readonly DocumentedOperation[] = [
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
