import type { ParameterObject } from '@nestjs/swagger';
import { AUDIT_EVENT_TYPES } from '../../audit/search/audit-outcome.js';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import * as auditFault from '../openapi/audit-fault-cases.js';
import * as faults from '../openapi/fault-cases.js';
import { SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { type DocumentedOperation, JSON_TYPE, media } from '../openapi/media.js';
import { pageParameters } from '../openapi/pages.js';
import { byBearer } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import { activity, ActivityAnswer, ActivityEvent } from './activity.openapi.js';
import { AuditAnswer, AuditedEvent, EXAMPLE_EVENT } from './audited-event.openapi.js';

const query = (
  name: string,
  description: string,
  schema: ParameterObject['schema'] = { type: 'string' },
): ParameterObject => ({ name, in: 'query', description, schema });

const CRITERIA: readonly ParameterObject[] = [
  query('user', 'The account that an event is about'),
  query('session', 'The session'),
  query('client', 'The service account that an event is about'),
  query('actor', 'The administrator or service account that acted'),
  query('type', `Kinds of events, with commas between them: ${AUDIT_EVENT_TYPES.join(', ')}`),
  query('outcome', 'How it ended', { type: 'string', enum: ['success', 'failure'] }),
  query('address', 'An IP address, or a network such as 203.0.113.0/24'),
  query('from', 'The first moment, such as 2026-01-15 or 2026-01-15T09:30:00Z'),
  query('until', 'The last moment'),
];

const SCOPE = 'For the roles `auditor` and `admin`, and for services with the scope `audit:read`.';

const refusals = (bad: faults.FaultCase): readonly faults.FaultCase[] => [
  bad,
  faults.badToken,
  auditFault.notAuditor,
  faults.wrongMethod('GET', 'HEAD'),
  ...SERVER,
];

const read: DocumentedOperation = {
  method: 'get',
  path: ROUTES.audit,
  operation: {
    tags: [TAGS.administration.name],
    operationId: 'audit',
    summary: 'Read the audit trail',
    description:
      `The newest first. ${SCOPE} A page looks at 10,000 events at most: where few of them are ` +
      'what is looked for, it is short, and has a next one all the same. That it was read is an ' +
      'event too.',
    security: byBearer,
    parameters: [...CRITERIA, ...pageParameters('Events', 'the same criteria')],
    responses: {
      200: {
        description: 'A page of events',
        headers: tokenHeaders(),
        content: {
          [JSON_TYPE]: media(AuditAnswer, {
            one: { summary: 'One event', value: { events: [EXAMPLE_EVENT], nextCursor: null } },
          }),
        },
      },
      ...faultResponses(ROUTES.audit, { [JSON_TYPE]: STANDARD }, refusals(auditFault.badCriterion)),
    },
  },
};

const lines = {
  schema: { type: 'string' as const },
  examples: { one: { summary: 'One event', value: `${JSON.stringify(EXAMPLE_EVENT)}\n` } },
};

const table = {
  schema: { type: 'string' as const },
  examples: {
    none: {
      summary: 'No event',
      value:
        'id,at,type,outcome,userId,sessionId,address,userAgent,requestId,details,chain,seq,erased\n',
    },
  },
};

const exported: DocumentedOperation = {
  method: 'get',
  path: ROUTES.auditExport,
  operation: {
    tags: [TAGS.administration.name],
    operationId: 'exportAudit',
    summary: 'Export the audit trail',
    description: `All events that are looked for, as a stream. ${SCOPE} No cell of a table is a formula.`,
    security: byBearer,
    parameters: [
      query('format', 'One JSON text a line, or a table', {
        type: 'string',
        enum: ['jsonl', 'csv'],
        default: 'jsonl',
      }),
      ...CRITERIA,
    ],
    responses: {
      200: {
        description: 'The events, the newest first',
        headers: tokenHeaders({ 'Content-Disposition': 'attachment; filename="audit.jsonl"' }),
        content: { 'application/jsonl': lines, 'text/csv': table },
      },
      ...faultResponses(
        ROUTES.auditExport,
        { [JSON_TYPE]: STANDARD },
        refusals(auditFault.badFormat),
      ),
    },
  },
};

export const audit: DocumentedController = {
  schemas: [AuditAnswer, AuditedEvent, ActivityAnswer, ActivityEvent],
  operations: () => [read, exported, activity],
};
