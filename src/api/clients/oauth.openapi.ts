import { ApiProperty } from '@nestjs/swagger';
import type { RequestBodyObject, ResponsesObject } from '@nestjs/swagger';
import { OAUTH_ERRORS, oauthFaults } from '../faults/oauth-faults.js';
import * as faults from '../openapi/fault-cases.js';
import { SERVER } from '../openapi/fault-groups.js';
import { faultResponses } from '../openapi/fault-responses.js';
import { type Examples, JSON_TYPE, media, type Schema } from '../openapi/media.js';

export const FORM_TYPE = 'application/x-www-form-urlencoded';

/** RFC 6749 §5.2. */
export abstract class OAuthFaultAnswer {
  @ApiProperty({ enum: OAUTH_ERRORS, enumName: 'OAuthError' })
  abstract readonly error: string;

  @ApiProperty({ example: 'Client authentication failed.' })
  abstract readonly error_description: string;
}

export const formBody = (schema: Schema, examples: Examples): RequestBodyObject => ({
  required: true,
  content: { [FORM_TYPE]: media(schema, examples) },
});

const notAForm: faults.FaultCase = {
  name: 'notAForm',
  summary: 'The body is no form in UTF-8, or a parameter is missing or there twice',
  fault: {
    code: 'VALIDATION_FAILED',
    details: [
      {
        field: 'Content-Type',
        problem: 'invalid',
        message: 'The body must be application/x-www-form-urlencoded in UTF-8.',
      },
    ],
  },
};

/** What may go wrong at every endpoint, and what does at one. */
export const oauthFaultResponses = (
  path: string,
  ...own: readonly faults.FaultCase[]
): ResponsesObject =>
  faultResponses(path, { [JSON_TYPE]: { dialect: oauthFaults, schema: OAuthFaultAnswer } }, [
    notAForm,
    ...own,
    faults.badClient,
    faults.wrongMethod('POST'),
    faults.tooLarge,
    faults.tooManyRequests,
    ...SERVER,
  ]);
