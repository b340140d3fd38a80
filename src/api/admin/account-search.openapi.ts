import { ApiProperty, type ParameterObject } from '@nestjs/swagger';
import * as accountFault from '../openapi/account-fault-cases.js';
import * as faults from '../openapi/fault-cases.js';
import { ADMINISTRATION } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { type DocumentedOperation, JSON_TYPE, media } from '../openapi/media.js';
import { NextCursorProperty, pageParameters } from '../openapi/pages.js';
import { byBearer } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import { AdministeredAccount, EXAMPLE_ACCOUNT } from './account-item.openapi.js';
import type { AccountItems } from './accounts.controller.js';

export abstract class AdministeredAccounts implements AccountItems {
  @ApiProperty({ type: [AdministeredAccount] })
  abstract readonly users: readonly AdministeredAccount[];

  @NextCursorProperty()
  abstract readonly nextCursor: string | null;
}

const beginning = (name: string, what: string): ParameterObject => ({
  name,
  in: 'query',
  description: `How ${what} begins; one of the three at most`,
  schema: { type: 'string', maxLength: 254 },
});

export const accountSearch: DocumentedOperation = {
  method: 'get',
  path: ROUTES.users,
  operation: {
    tags: [TAGS.administration.name],
    operationId: 'accounts',
    summary: 'Find accounts',
    description:
      'By the beginning of a name, a mail address or an id, in that order, or all by name. In ' +
      'pages, each of which costs the same; there are no totals. Scope `users:read`.',
    security: byBearer,
    parameters: [
      beginning('username', 'the name'),
      beginning('email', 'the mail address'),
      beginning('id', 'the id'),
      ...pageParameters('Accounts', 'the same beginning'),
    ],
    responses: {
      200: {
        description: 'A page of accounts',
        headers: tokenHeaders(),
        content: {
          [JSON_TYPE]: media(AdministeredAccounts, {
            one: { summary: 'One account', value: { users: [EXAMPLE_ACCOUNT], nextCursor: null } },
          }),
        },
      },
      ...faultResponses(ROUTES.users, { [JSON_TYPE]: STANDARD }, [
        accountFault.badSearch,
        faults.wrongMethod('GET', 'HEAD', 'POST'),
        ...ADMINISTRATION,
      ]),
    },
  },
};
