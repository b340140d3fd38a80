import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { ACCESS_TOKEN } from '../openapi/example-values.js';
import { headers } from '../openapi/headers.js';
import { JSON_TYPE, media, type DocumentedOperation } from '../openapi/media.js';
import { byServiceAccount } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { BATCH_TYPE, MOST_IN_BATCH } from '../requests/body.js';
import { ROUTES } from '../requests/routes.js';
import { FORM_TYPE, oauthFaultResponses } from './oauth.openapi.js';
import { INTROSPECTION_TYPE } from './signed-introspection.js';
import { PERSON, STATES, TokenStateAnswer, TokenStatesAnswer } from './token-state.openapi.js';

/** RFC 7662 §2.1. */
export abstract class TokenQuestion {
  @ApiProperty({ description: 'The access token', example: ACCESS_TOKEN })
  abstract readonly token: string;

  @ApiPropertyOptional({
    description: 'Ignored: a token says what it is',
    example: 'access_token',
  })
  abstract readonly token_type_hint?: string;
}

export abstract class TokenBatch {
  @ApiProperty({ type: [String], minItems: 1, maxItems: MOST_IN_BATCH, example: [ACCESS_TOKEN] })
  abstract readonly tokens: readonly string[];
}

const operation: DocumentedOperation = {
  method: 'post',
  path: ROUTES.introspection,
  operation: {
    operationId: 'introspect',
    tags: [TAGS.services.name],
    summary: 'Whether a token is good right now (RFC 7662)',
    description: `Of people’s and services’ access tokens, for the services that they are for. \`Accept: ${INTROSPECTION_TYPE}\` asks for a signed answer (RFC 9701); a body of the type \`${BATCH_TYPE}\` asks about up to ${MOST_IN_BATCH} tokens at once.`,
    security: byServiceAccount,
    requestBody: {
      required: true,
      content: {
        [FORM_TYPE]: media(TokenQuestion, {
          one: { summary: 'One token', value: { token: ACCESS_TOKEN } },
        }),
        [BATCH_TYPE]: media(TokenBatch, {
          several: { summary: 'Several tokens', value: { tokens: [ACCESS_TOKEN] } },
        }),
      },
    },
    responses: {
      200: {
        description: 'What there is to say of it',
        headers: headers({ 'Cache-Control': 'private, max-age=5', Vary: 'Accept' }),
        content: {
          [JSON_TYPE]: media(TokenStateAnswer, STATES),
          [INTROSPECTION_TYPE]: {
            schema: { type: 'string', description: 'A signed JWT' },
            examples: { signed: { summary: 'Signed', value: ACCESS_TOKEN } },
          },
          [BATCH_TYPE]: media(TokenStatesAnswer, {
            several: { summary: 'Of several', value: { results: [PERSON, { active: false }] } },
          }),
        },
      },
      ...oauthFaultResponses(ROUTES.introspection),
    },
  },
};

export const introspection: DocumentedController = {
  schemas: [TokenQuestion, TokenBatch, TokenStateAnswer, TokenStatesAnswer],
  operations: () => [operation],
};
