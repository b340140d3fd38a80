import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { EXAMPLE_TIME } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import { JSON_BODY, SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { jsonBody, JSON_TYPE, media, type DocumentedOperation } from '../openapi/media.js';
import { byServiceAccount } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { LONGEST_WAIT } from '../requests/long-poll.js';
import { ROUTES } from '../requests/routes.js';
import { MOST_EVENTS, type PollBody } from './poll-request.js';
import { FEED_TYPE } from './revocations.controller.js';

const JTI = '8f0mZ1n3R8CqJ2m7yq5s1Q.12';
const CURSOR = `1~${EXAMPLE_TIME / 1000}~8f0mZ1n3R8CqJ2m7yq5s1Q.12`;
const FEED_JWT =
  'eyJhbGciOiJSUzI1NiIsInR5cCI6InJldm9jYXRpb25zK2p3dCJ9.eyJldmVudHMiOltdfQ.c2lnbmF0dXJl';
const EVENT_JWT =
  'eyJhbGciOiJSUzI1NiIsInR5cCI6InNlY2V2ZW50K2p3dCJ9.eyJldmVudHMiOnt9fQ.c2lnbmF0dXJl';

export abstract class PollRequestBody implements PollBody {
  @ApiPropertyOptional({ type: 'integer', minimum: 0, maximum: MOST_EVENTS, default: 100 })
  abstract readonly maxEvents: number;

  @ApiPropertyOptional({ default: false, description: 'Otherwise the answer waits for an event' })
  abstract readonly returnImmediately: boolean;

  @ApiPropertyOptional({ type: [String], description: 'What arrived, by `jti`', example: [JTI] })
  abstract readonly ack: readonly string[];

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'What the receiver cannot use, by `jti`',
    example: {},
  })
  abstract readonly setErrs: Readonly<Record<string, unknown>>;
}

export abstract class PollAnswerBody {
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Security Event Tokens (RFC 8417) by `jti`',
    example: { [JTI]: EVENT_JWT },
  })
  abstract readonly sets: Readonly<Record<string, string>>;

  @ApiProperty({ description: 'Whether another poll would bring more at once', example: false })
  abstract readonly moreAvailable: boolean;
}

const feed: DocumentedOperation = {
  method: 'get',
  path: ROUTES.revocations,
  operation: {
    tags: [TAGS.services.name],
    operationId: 'revocations',
    summary: 'What was revoked since a cursor',
    description:
      'Sessions, users, service accounts and signing keys, each until its last access token has ' +
      'expired, as a JWT of the `typ` `revocations+jwt`. Without a cursor everything that still ' +
      'matters. The guide for services says how to read it.',
    security: byServiceAccount,
    parameters: [
      {
        name: 'cursor',
        in: 'query',
        description: 'That of the last answer',
        schema: { type: 'string' },
      },
      {
        name: 'wait',
        in: 'query',
        description: 'Seconds for which an answer with nothing new may be held back',
        schema: { type: 'integer', minimum: 0, maximum: LONGEST_WAIT, default: 0 },
      },
    ],
    responses: {
      200: {
        description: 'A page of revocations',
        headers: tokenHeaders(),
        content: {
          [FEED_TYPE]: {
            schema: { type: 'string', description: 'A JWT', example: FEED_JWT },
            examples: { page: { summary: `Its cursor is ${CURSOR}`, value: FEED_JWT } },
          },
        },
      },
      ...faultResponses(ROUTES.revocations, { [JSON_TYPE]: STANDARD }, [
        faults.badCursor,
        faults.badClient,
        faults.tooManyRequests,
        faults.wrongMethod('GET', 'HEAD'),
        ...SERVER,
      ]),
    },
  },
};

const poll: DocumentedOperation = {
  method: 'post',
  path: ROUTES.eventPolling,
  operation: {
    tags: [TAGS.services.name],
    operationId: 'pollEvents',
    summary: 'Sessions that ended, as security events (RFC 8936)',
    description:
      'One stream for each service account. An event is delivered until it is acknowledged. Each is ' +
      'a `session-revoked` of CAEP, about a session or about all sessions of a user.',
    security: byServiceAccount,
    requestBody: jsonBody(
      PollRequestBody,
      {
        first: {
          summary: 'What there is, at once',
          value: { maxEvents: 10, returnImmediately: true },
        },
      },
      false,
    ),
    responses: {
      200: {
        description: 'Events that were not acknowledged yet',
        headers: tokenHeaders(),
        content: {
          [JSON_TYPE]: media(PollAnswerBody, {
            one: {
              summary: 'One event',
              value: { sets: { [JTI]: EVENT_JWT }, moreAvailable: false },
            },
          }),
        },
      },
      ...faultResponses(ROUTES.eventPolling, { [JSON_TYPE]: STANDARD }, [
        faults.badPoll,
        faults.badClient,
        faults.tooManyRequests,
        faults.wrongMethod('POST'),
        ...JSON_BODY,
        ...SERVER,
      ]),
    },
  },
};

export const revocations: DocumentedController = {
  schemas: [PollRequestBody, PollAnswerBody],
  operations: () => [feed, poll],
};
