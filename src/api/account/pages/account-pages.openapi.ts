import { ApiProperty, ApiPropertyOptional, type ParameterObject } from '@nestjs/swagger';
import { PAGES } from '../../../accounts/challenges/links.js';
import type { DocumentedController } from '../../contracts/documented-controller.openapi.js';
import { limitHeaders } from '../../faults/fault-table.js';
import * as faults from '../../openapi/fault-cases.js';
import { SERVER } from '../../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../../openapi/fault-responses.js';
import { tokenHeaders } from '../../openapi/headers.js';
import { type DocumentedOperation, JSON_TYPE, media } from '../../openapi/media.js';
import { TAGS } from '../../openapi/tags.js';
import { EXAMPLE_LINK_TOKEN } from '../mail-proof.openapi.js';

export abstract class LinkForm {
  @ApiProperty({ description: 'Of the link', example: EXAMPLE_LINK_TOKEN })
  abstract readonly token: string;

  @ApiPropertyOptional({ format: 'password', example: 'a-new-secure-password' })
  abstract readonly password?: string;
}

const html = (name: string) =>
  ({
    'text/html': {
      schema: { type: 'string' },
      examples: { [name]: { summary: 'A page', value: '<!doctype html>' } },
    },
  }) as const;

const TOKEN: ParameterObject = {
  name: 'token',
  in: 'query',
  description: 'Of the link; it is not looked at',
  schema: { type: 'string' },
  example: EXAMPLE_LINK_TOKEN,
};

function pageOperations(
  path: string,
  what: { readonly id: string; readonly summary: string },
): readonly DocumentedOperation[] {
  const common = { tags: [TAGS.recovery.name] };
  const page = (
    name: string,
    description: string,
    more: Parameters<typeof tokenHeaders>[0] = {},
  ) => ({
    description,
    headers: tokenHeaders(more),
    content: html(name),
  });
  return [
    {
      method: 'get',
      path,
      operation: {
        ...common,
        operationId: `show${what.id}`,
        summary: `A page ${what.summary}`,
        description: 'Changes nothing, however often it is fetched.',
        parameters: [TOKEN],
        responses: {
          200: page('form', 'A form'),
          ...faultResponses(path, { [JSON_TYPE]: STANDARD }, [
            faults.wrongMethod('GET', 'HEAD', 'POST'),
            ...SERVER,
          ]),
        },
      },
    },
    {
      method: 'post',
      path,
      operation: {
        ...common,
        operationId: `send${what.id}`,
        summary: `The form of the page ${what.summary}`,
        requestBody: {
          required: true,
          content: {
            'application/x-www-form-urlencoded': media(LinkForm, {
              byLink: {
                summary: 'As the page sends it; no mail has this link',
                value: { token: EXAMPLE_LINK_TOKEN, password: 'a-new-secure-password' },
              },
            }),
          },
        },
        responses: {
          200: page('done', 'It is done'),
          400: page('badLinkPage', 'The link or what was typed is no good'),
          429: page('tooManyPage', 'Too many links that were no good', limitHeaders(30)),
          503: page('busyPage', 'Too busy', { 'Retry-After': '1' }),
          ...faultResponses(path, { [JSON_TYPE]: STANDARD }, [
            faults.wrongMethod('GET', 'HEAD', 'POST'),
            faults.tooLarge,
            faults.notJson,
            faults.internal,
          ]),
        },
      },
    },
  ];
}

export const accountPages: DocumentedController = {
  schemas: [LinkForm],
  operations: () => [
    ...pageOperations(PAGES.resetPassword, { id: 'ResetPage', summary: 'for a new password' }),
    ...pageOperations(PAGES.confirmEmail, {
      id: 'ConfirmationPage',
      summary: 'to confirm a mail address',
    }),
  ],
};
