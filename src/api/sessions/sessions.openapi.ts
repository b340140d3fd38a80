import { ApiProperty } from '@nestjs/swagger';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { EXAMPLE_SESSION_ID, EXAMPLE_TIME } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import { JSON_BODY, SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import {
  documentedPath,
  JSON_TYPE,
  media,
  pathParameter,
  type DocumentedOperation,
} from '../openapi/media.js';
import { NextCursorProperty, pageParameters } from '../openapi/pages.js';
import { TimestampProperty } from '../openapi/properties.js';
import { byBearer } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import type { SessionItem, SessionItems } from './session-item.js';

const ADDRESS = '203.0.113.7';

export abstract class SessionAnswer implements SessionItem {
  @ApiProperty({ description: 'The `sid` of its tokens', example: EXAMPLE_SESSION_ID })
  abstract readonly id: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Browser and system of the last use, as far as they are known',
    example: 'Firefox on Windows',
  })
  abstract readonly device: string | null;

  @ApiProperty({ description: 'Where the session was opened from', example: ADDRESS })
  abstract readonly firstAddress: string;

  @ApiProperty({ description: 'Where it was last opened or refreshed from', example: ADDRESS })
  abstract readonly lastAddress: string;

  @TimestampProperty()
  abstract readonly createdAt: string;

  @TimestampProperty()
  abstract readonly lastUsedAt: string;

  @TimestampProperty()
  abstract readonly expiresAt: string;

  @ApiProperty({ example: 'token-pair' })
  abstract readonly contract: string;

  @ApiProperty({ description: 'Whether it is the session that asks', example: true })
  abstract readonly current: boolean;
}

export abstract class SessionsAnswer implements SessionItems {
  @ApiProperty({ type: [SessionAnswer] })
  abstract readonly sessions: readonly SessionAnswer[];

  @NextCursorProperty()
  abstract readonly nextCursor: string | null;
}

const moment = new Date(EXAMPLE_TIME).toISOString();

const session: SessionAnswer = {
  id: EXAMPLE_SESSION_ID,
  device: 'Firefox on Windows',
  firstAddress: ADDRESS,
  lastAddress: ADDRESS,
  createdAt: moment,
  lastUsedAt: moment,
  expiresAt: moment,
  contract: 'token-pair',
  current: true,
};

export const SESSION_PAGE: SessionsAnswer = { sessions: [session], nextCursor: null };

export const SESSION_QUERY = pageParameters('Sessions');

const list: DocumentedOperation = {
  method: 'get',
  path: ROUTES.sessions,
  operation: {
    tags: [TAGS.account.name],
    operationId: 'sessions',
    summary: 'The open sessions of the bearer',
    description: 'The newest first, in pages.',
    security: byBearer,
    parameters: [...SESSION_QUERY],
    responses: {
      200: {
        description: 'A page of sessions',
        headers: tokenHeaders(),
        content: {
          [JSON_TYPE]: media(SessionsAnswer, {
            one: { summary: 'One session', value: SESSION_PAGE },
          }),
        },
      },
      ...faultResponses(ROUTES.sessions, { [JSON_TYPE]: STANDARD }, [
        faults.badPage,
        faults.badToken,
        faults.wrongMethod('GET', 'HEAD'),
        ...SERVER,
      ]),
    },
  },
};

const end: DocumentedOperation = {
  method: 'delete',
  path: documentedPath(ROUTES.session),
  operation: {
    tags: [TAGS.account.name],
    operationId: 'endSession',
    summary: 'End a session of the bearer',
    description: 'Its tokens are refused from then on. Ending it again is no fault.',
    security: byBearer,
    parameters: [
      pathParameter('id', 'As listed; no account has the one of the example', EXAMPLE_SESSION_ID),
    ],
    responses: {
      204: { description: 'The session is over', headers: tokenHeaders() },
      ...faultResponses(
        ROUTES.session.replace(':id', EXAMPLE_SESSION_ID),
        { [JSON_TYPE]: STANDARD },
        [
          faults.badToken,
          faults.noSuchSession,
          faults.wrongMethod('DELETE'),
          ...JSON_BODY,
          ...SERVER,
        ],
      ),
    },
  },
};

export const sessions: DocumentedController = {
  schemas: [SessionsAnswer, SessionAnswer],
  operations: () => [list, end],
};
