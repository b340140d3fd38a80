import { ROUTES } from '../../contracts/routes.js';
import { NEW_USER, NEW_USER_ID } from '../example-values.js';
import * as faults from '../faults/fault-cases.js';
import { SERVER } from '../faults/fault-groups.js';
import { faultResponses } from '../faults/fault-responses.js';
import { STANDARD } from '../faults/fault-shape.js';
import { tokenHeaders } from '../headers.js';
import { JSON_TYPE, media } from '../media.js';
import type { DocumentedOperation } from '../operation.js';
import { AccountAnswer } from '../schemas/account.dto.js';
import { byAccessToken } from '../security.js';
import { TAGS } from '../tags.js';

const { username, email, displayName } = NEW_USER;
const account = { uid: NEW_USER_ID, username, email, displayName, roles: ['user'] };

export const me: DocumentedOperation = {
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
        faults.wrongMethod('GET', 'HEAD'),
        ...SERVER,
      ]),
    },
  },
};
