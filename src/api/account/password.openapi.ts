import { ApiProperty } from '@nestjs/swagger';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { NEW_USER } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import * as factorCases from '../openapi/factor-fault-cases.js';
import { JSON_BODY, SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { type DocumentedOperation, JSON_TYPE, jsonBody } from '../openapi/media.js';
import { byBearer } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import type { PasswordChangeBody } from './password.controller.js';

export abstract class PasswordChangeRequest implements PasswordChangeBody {
  @ApiProperty({ format: 'password', maxLength: 1024, example: NEW_USER.password })
  abstract readonly currentPassword: string;

  @ApiProperty({
    format: 'password',
    description: 'No common password, neither the name nor the address',
    minLength: 8,
    maxLength: 256,
    example: 'a-new-secure-password',
  })
  abstract readonly newPassword: string;
}

const missingPasswords = faults.fault(
  'missingPasswords',
  'Both passwords are missing',
  faults.invalid(
    faults.missing('currentPassword', 'Current password'),
    faults.missing('newPassword', 'New password'),
  ),
);

const change: DocumentedOperation = {
  method: 'post',
  path: ROUTES.password,
  operation: {
    tags: [TAGS.recovery.name],
    operationId: 'changePassword',
    summary: 'Change the password of the bearer',
    description:
      'Ends the other sessions of the account, and sends a mail that tells of it. Wrong current passwords count as those of logins do.',
    security: byBearer,
    requestBody: jsonBody(PasswordChangeRequest, {
      // The other examples go on with it.
      same: {
        summary: 'The same once more',
        value: { currentPassword: NEW_USER.password, newPassword: NEW_USER.password },
      },
    }),
    responses: {
      204: { description: 'The password is changed', headers: tokenHeaders() },
      ...faultResponses(ROUTES.password, { [JSON_TYPE]: STANDARD }, [
        missingPasswords,
        faults.weakPassword,
        faults.badToken,
        factorCases.staleProof,
        faults.badCredentials,
        faults.tooManyRequests,
        faults.wrongMethod('POST'),
        ...JSON_BODY,
        ...SERVER,
      ]),
    },
  },
};

export const passwords: DocumentedController = {
  schemas: [PasswordChangeRequest],
  operations: () => [change],
};
