import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { COOKIE_EXAMPLES } from '../openapi/cookie-examples.js';
import { NEW_USER } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import * as factorCases from '../openapi/factor-fault-cases.js';
import { JSON_BODY, SERVER } from '../openapi/fault-groups.js';
import { faultResponses } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { JSON_TYPE, jsonBody } from '../openapi/media.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import type { RegistrationBody } from './registration.controller.js';

export abstract class RegistrationRequest implements RegistrationBody {
  @ApiProperty({
    description: 'Letters, marks, digits and `._-@+`; unique, case ignored',
    maxLength: 128,
    example: NEW_USER.username,
  })
  abstract readonly username: string;

  @ApiProperty({
    format: 'password',
    description: 'No common password, neither the name nor the address',
    minLength: 8,
    maxLength: 256,
    example: NEW_USER.password,
  })
  abstract readonly password: string;

  @ApiProperty({
    format: 'email',
    description: 'Unique, case ignored',
    maxLength: 254,
    example: NEW_USER.email,
  })
  abstract readonly email: string;

  @ApiPropertyOptional({
    description: 'The username when left out',
    maxLength: 128,
    example: NEW_USER.displayName,
  })
  abstract readonly displayName?: string;
}

export const registration: DocumentedController = {
  schemas: [RegistrationRequest],
  operations: (contracts) => {
    const contract = contracts.answering(ROUTES.register);
    return [
      {
        method: 'post',
        path: ROUTES.register,
        operation: {
          tags: [TAGS.registration.name],
          summary: 'Create an account and begin a session (envelope)',
          description: 'Fields other than these are ignored. The second try is a `USERNAME_TAKEN`.',
          requestBody: jsonBody(RegistrationRequest, {
            newUser: { summary: 'A new user', value: NEW_USER },
          }),
          responses: {
            201: {
              description: 'The account exists; here are its first tokens',
              headers: tokenHeaders({ 'Set-Cookie': COOKIE_EXAMPLES.device }),
              content: { [JSON_TYPE]: contract.openedMedia('registration') },
            },
            ...faultResponses(ROUTES.register, { [JSON_TYPE]: contract.faults }, [
              faults.missingCredentials,
              faults.usernameTaken,
              faults.emailTaken,
              faults.weakPassword,
              faults.registrationClosed,
              factorCases.mfaRequired,
              faults.tooManyRequests,
              faults.wrongMethod('POST'),
              ...JSON_BODY,
              ...SERVER,
            ]),
          },
        },
      },
    ];
  },
};
