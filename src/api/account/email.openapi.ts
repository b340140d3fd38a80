import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { COOKIE_EXAMPLES } from '../openapi/cookie-examples.js';
import { NEW_USER } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import * as factorCases from '../openapi/factor-fault-cases.js';
import { JSON_BODY, SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { type DocumentedOperation, JSON_TYPE, jsonBody, media } from '../openapi/media.js';
import { byBearer } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import type { EmailChangeBody, EmailOutcome } from './email.controller.js';
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

export abstract class EmailChangeRequest implements EmailChangeBody {
  @ApiProperty({ format: 'email', maxLength: 254, example: 'new.address@example.com' })
  abstract readonly email: string;

  @ApiPropertyOptional({
    format: 'password',
    description: 'Required, unless the account has none',
    maxLength: 1024,
    example: NEW_USER.password,
  })
  abstract readonly currentPassword?: string;
}

export abstract class EmailOutcomeAnswer implements EmailOutcome {
  @ApiProperty({
    enum: ['confirmed', 'confirmed-already'],
    description: 'The second where the same browser has used the link before',
    example: 'confirmed',
  })
  abstract readonly outcome: 'confirmed' | 'confirmed-already';
}

const asked = {
  202: {
    description: 'The request is queued',
    headers: tokenHeaders(),
    content: { [JSON_TYPE]: media(RequestedMailAnswer, ASKED) },
  },
};

const verify: DocumentedOperation = {
  method: 'post',
  path: ROUTES.emailVerification,
  operation: {
    tags: [TAGS.recovery.name],
    operationId: 'verifyEmail',
    summary: "Ask for a mail by which the bearer's address is verified",
    description: 'Where it is verified already no mail comes.',
    security: byBearer,
    responses: {
      ...asked,
      ...faultResponses(ROUTES.emailVerification, { [JSON_TYPE]: STANDARD }, [
        faults.badField(
          'withoutAddress',
          'The account has no address',
          'email',
          'The account has no email address.',
        ),
        faults.badToken,
        faults.tooManyRequests,
        faults.wrongMethod('POST'),
        ...JSON_BODY,
        ...SERVER,
      ]),
    },
  },
};

const change: DocumentedOperation = {
  method: 'post',
  path: ROUTES.email,
  operation: {
    tags: [TAGS.recovery.name],
    operationId: 'changeEmail',
    summary: 'Give the account of the bearer another mail address',
    description:
      'A mail goes to the new address; until it is confirmed nothing changes. The old one is told afterwards.',
    security: byBearer,
    requestBody: jsonBody(EmailChangeRequest, {
      another: {
        summary: 'Another address',
        value: { email: 'new.address@example.com', currentPassword: NEW_USER.password },
      },
    }),
    responses: {
      ...asked,
      ...faultResponses(ROUTES.email, { [JSON_TYPE]: STANDARD }, [
        badAddress,
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

const confirm: DocumentedOperation = {
  method: 'post',
  path: ROUTES.emailConfirmation,
  operation: {
    tags: [TAGS.recovery.name],
    operationId: 'confirmEmail',
    summary: 'Confirm a mail address by the link or the code of a mail',
    description: 'No mail has the link of the example.',
    requestBody: jsonBody(MailProof, {
      byLink: { summary: 'By the token of the link', value: BY_LINK },
      byCode: { summary: 'By the code', value: BY_CODE },
    }),
    responses: {
      200: {
        description: 'The address is confirmed',
        headers: tokenHeaders({ 'Set-Cookie': COOKIE_EXAMPLES.followedLink }),
        content: {
          [JSON_TYPE]: media(EmailOutcomeAnswer, {
            confirmed: { summary: 'By this request', value: { outcome: 'confirmed' } },
            already: { summary: 'By an earlier one', value: { outcome: 'confirmed-already' } },
          }),
        },
      },
      ...faultResponses(ROUTES.emailConfirmation, { [JSON_TYPE]: STANDARD }, [
        missingProof,
        badLink,
        faults.emailTaken,
        faults.tooManyRequests,
        faults.wrongMethod('POST'),
        ...JSON_BODY,
        ...SERVER,
      ]),
    },
  },
};

export const emails: DocumentedController = {
  schemas: [EmailChangeRequest, EmailOutcomeAnswer, MailProof],
  operations: () => [verify, change, confirm],
};
