import { jsonBody } from './request-body.js';
import { ROUTES } from '../../contracts/routes.js';
import { SET_COOKIE } from '../cookies.js';
import { registered } from '../examples/envelopes.js';
import { registrationRequest } from '../examples/requests.js';
import { JSON_BODY, SERVER } from '../faults/fault-groups.js';
import * as faults from '../faults/fault-cases.js';
import { faultResponses } from '../faults/fault-responses.js';
import { ENVELOPE } from '../faults/fault-shape.js';
import { tokenHeaders } from '../headers.js';
import { JSON_TYPE, media } from '../media.js';
import type { DocumentedOperation } from '../operation.js';
import { EnvelopeSessionAnswer } from '../schemas/envelope.dto.js';
import { RegistrationRequest } from '../schemas/requests.dto.js';
import { TAGS } from '../tags.js';

export const registration: DocumentedOperation = {
  method: 'post',
  path: ROUTES.register,
  operation: {
    tags: [TAGS.registration.name],
    summary: 'Create an account and begin a session (envelope)',
    description: 'Fields other than these are ignored. The second try is a `USERNAME_TAKEN`.',
    requestBody: jsonBody(RegistrationRequest, registrationRequest),
    responses: {
      201: {
        description: 'The account exists; here are its first tokens',
        headers: tokenHeaders({ 'Set-Cookie': SET_COOKIE.device }),
        content: {
          [JSON_TYPE]: media(EnvelopeSessionAnswer, {
            registered: { summary: 'envelope', value: registered },
          }),
        },
      },
      ...faultResponses(ROUTES.register, { [JSON_TYPE]: ENVELOPE }, [
        faults.missingCredentials,
        faults.usernameTaken,
        faults.emailTaken,
        faults.weakPassword,
        faults.registrationClosed,
        faults.tooManyRequests,
        faults.wrongMethod('POST'),
        ...JSON_BODY,
        ...SERVER,
      ]),
    },
  },
};
