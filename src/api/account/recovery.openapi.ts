import { ApiProperty } from '@nestjs/swagger';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { COOKIE_EXAMPLES } from '../openapi/cookie-examples.js';
import { NEW_USER } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import { JSON_BODY, SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { type DocumentedOperation, JSON_TYPE, jsonBody, media } from '../openapi/media.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import {
  ASKED,
  badAddress,
  badLink,
  BY_CODE,
  BY_LINK,
  MailProof,
  missingProof,
  RequestedMailAnswer,
} from './mail-proof.openapi.js';
import type {
  ForgottenPasswordBody,
  NewPasswordBody,
  PasswordOutcome,
} from './recovery.controller.js';

export abstract class ForgottenPasswordRequest implements ForgottenPasswordBody {
  @ApiProperty({ format: 'email', maxLength: 254, example: NEW_USER.email })
  abstract readonly email: string;
}

export abstract class NewPasswordRequest extends MailProof implements NewPasswordBody {
  @ApiProperty({
    format: 'password',
    description: 'No common password, neither the name nor the address',
    minLength: 8,
    maxLength: 256,
    example: 'a-new-secure-password',
  })
  abstract readonly password: string;
}

export abstract class PasswordOutcomeAnswer implements PasswordOutcome {
  @ApiProperty({
    enum: ['changed', 'changed-already'],
    description: 'The second where the same browser has used the link before',
    example: 'changed',
  })
  abstract readonly outcome: 'changed' | 'changed-already';
}

const forgot: DocumentedOperation = {
  method: 'post',
  path: ROUTES.forgottenPassword,
  operation: {
    tags: [TAGS.recovery.name],
    operationId: 'forgotPassword',
    summary: 'Ask for a mail with a link and a code for a new password',
    description: 'The answer is the same whether or not an account has the address.',
    requestBody: jsonBody(ForgottenPasswordRequest, {
      newUser: { summary: 'The registered user', value: { email: NEW_USER.email } },
    }),
    responses: {
      202: {
        description: 'The request is queued',
        headers: tokenHeaders(),
        content: { [JSON_TYPE]: media(RequestedMailAnswer, ASKED) },
      },
      ...faultResponses(ROUTES.forgottenPassword, { [JSON_TYPE]: STANDARD }, [
        badAddress,
        faults.tooManyRequests,
        faults.wrongMethod('POST'),
        ...JSON_BODY,
        ...SERVER,
      ]),
    },
  },
};

const password = 'a-new-secure-password';

const reset: DocumentedOperation = {
  method: 'post',
  path: ROUTES.passwordReset,
  operation: {
    tags: [TAGS.recovery.name],
    operationId: 'resetPassword',
    summary: 'Set a new password by the link or the code of a mail',
    description:
      'Ends every session of the account and opens none. No mail has the link of the example.',
    requestBody: jsonBody(NewPasswordRequest, {
      byLink: { summary: 'By the token of the link', value: { ...BY_LINK, password } },
      byCode: { summary: 'By the code', value: { ...BY_CODE, password } },
    }),
    responses: {
      200: {
        description: 'The password is changed',
        headers: tokenHeaders({ 'Set-Cookie': COOKIE_EXAMPLES.followedLink }),
        content: {
          [JSON_TYPE]: media(PasswordOutcomeAnswer, {
            changed: { summary: 'By this request', value: { outcome: 'changed' } },
            already: { summary: 'By an earlier one', value: { outcome: 'changed-already' } },
          }),
        },
      },
      ...faultResponses(ROUTES.passwordReset, { [JSON_TYPE]: STANDARD }, [
        missingProof,
        badLink,
        faults.weakPassword,
        faults.tooManyRequests,
        faults.wrongMethod('POST'),
        ...JSON_BODY,
        ...SERVER,
      ]),
    },
  },
};

export const recoveries: DocumentedController = {
  schemas: [
    ForgottenPasswordRequest,
    NewPasswordRequest,
    PasswordOutcomeAnswer,
    RequestedMailAnswer,
  ],
  operations: () => [forgot, reset],
};
