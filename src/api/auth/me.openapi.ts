import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { ApiProperty } from '@nestjs/swagger';
import {
  DisplayNameProperty,
  EmailProperty,
  RolesProperty,
  UsernameProperty,
} from '../openapi/properties.js';
import { NEW_USER_ID, NEW_USER } from '../openapi/example-values.js';
import { ROUTES } from '../requests/routes.js';
import * as faults from '../openapi/fault-cases.js';
import { SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { JSON_TYPE, media, type DocumentedOperation } from '../openapi/media.js';
import { byAccessToken } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import type { Account } from './me.controller.js';

export abstract class AccountAnswer implements Account {
  @ApiProperty({ description: 'Never changes', example: NEW_USER_ID })
  abstract readonly uid: string;

  @UsernameProperty()
  abstract readonly username: string;

  @EmailProperty()
  abstract readonly email: string | null;

  @DisplayNameProperty()
  abstract readonly displayName: string;

  @RolesProperty()
  abstract readonly roles: readonly string[];
}

const { username, email, displayName } = NEW_USER;
const account = { uid: NEW_USER_ID, username, email, displayName, roles: ['user'] };

const operation: DocumentedOperation = {
  method: 'get',
  path: ROUTES.me,
  operation: {
    tags: [TAGS.account.name],
    summary: 'The account that an access token stands for',
    description: 'By Bearer, else by the cookie `Auth-Access-Token`.',
    security: byAccessToken,
    responses: {
      200: {
        description: 'The account as it is now',
        headers: tokenHeaders(),
        content: {
          [JSON_TYPE]: media(AccountAnswer, {
            newUser: { summary: 'The registered user', value: account },
          }),
        },
      },
      ...faultResponses(ROUTES.me, { [JSON_TYPE]: STANDARD }, [
        faults.badToken,
        faults.foreignOrigin,
        faults.wrongMethod('GET', 'HEAD', 'DELETE'),
        ...SERVER,
      ]),
    },
  },
};

export const me: DocumentedController = {
  schemas: [AccountAnswer],
  operations: () => [operation],
};
