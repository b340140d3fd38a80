import { ApiProperty } from '@nestjs/swagger';
import { AUDIT_EVENT_TYPES } from '../../audit/search/audit-outcome.js';
import { EXAMPLE_SESSION_ID, EXAMPLE_TIME } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import { SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { type DocumentedOperation, JSON_TYPE, media } from '../openapi/media.js';
import { NextCursorProperty, pageParameters } from '../openapi/pages.js';
import { TimestampProperty } from '../openapi/properties.js';
import { byBearer } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import type { ActivityItem, ActivityItems } from './activity.controller.js';

const EXAMPLE: ActivityItem = {
  at: new Date(EXAMPLE_TIME).toISOString(),
  type: 'login-succeeded',
  outcome: 'success',
  sessionId: EXAMPLE_SESSION_ID,
  current: true,
  device: 'Firefox on Windows',
  address: '203.0.113.7',
};

export abstract class ActivityEvent implements ActivityItem {
  @TimestampProperty()
  abstract readonly at: string;

  @ApiProperty({ enum: AUDIT_EVENT_TYPES, enumName: 'AuditEventType' })
  abstract readonly type: ActivityItem['type'];

  @ApiProperty({ enum: ['success', 'failure'], example: EXAMPLE.outcome })
  abstract readonly outcome: ActivityItem['outcome'];

  @ApiProperty({ type: String, nullable: true, example: EXAMPLE_SESSION_ID })
  abstract readonly sessionId: string | null;

  @ApiProperty({ description: 'Whether it was in the session that asks', example: true })
  abstract readonly current: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Browser and system, as far as they are known',
    example: EXAMPLE.device,
  })
  abstract readonly device: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null where it was erased',
    example: EXAMPLE.address,
  })
  abstract readonly address: string | null;
}

export abstract class ActivityAnswer implements ActivityItems {
  @ApiProperty({ type: [ActivityEvent] })
  abstract readonly events: readonly ActivityEvent[];

  @NextCursorProperty()
  abstract readonly nextCursor: string | null;
}

export const activity: DocumentedOperation = {
  method: 'get',
  path: ROUTES.activity,
  operation: {
    tags: [TAGS.account.name],
    operationId: 'activity',
    summary: 'What happened at the account of the bearer',
    description: 'The newest first, in pages; also what others tried.',
    security: byBearer,
    parameters: [...pageParameters('Events')],
    responses: {
      200: {
        description: 'A page of events',
        headers: tokenHeaders(),
        content: {
          [JSON_TYPE]: media(ActivityAnswer, {
            one: { summary: 'A login', value: { events: [EXAMPLE], nextCursor: null } },
          }),
        },
      },
      ...faultResponses(ROUTES.activity, { [JSON_TYPE]: STANDARD }, [
        faults.badPage,
        faults.badToken,
        faults.wrongMethod('GET', 'HEAD'),
        ...SERVER,
      ]),
    },
  },
};
