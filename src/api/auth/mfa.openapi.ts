import { ApiProperty } from '@nestjs/swagger';
import { camelCase, type DocumentedContracts } from '../contracts/contracts.openapi.js';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { LOGIN_TYPES } from '../contracts/contract-registry.js';
import { EXAMPLE_CHALLENGE } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import * as factorCases from '../openapi/factor-fault-cases.js';
import { JSON_BODY, SERVER } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { tokenHeaders } from '../openapi/headers.js';
import { type DocumentedOperation, JSON_TYPE, jsonBody, media } from '../openapi/media.js';
import { FactorMethodProperty } from '../openapi/properties.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import type { MfaBody } from './mfa.controller.js';

export abstract class MfaRequest implements MfaBody {
  @ApiProperty({ description: 'Of the answer `MFA_REQUIRED`', example: EXAMPLE_CHALLENGE })
  abstract readonly challengeId: string;

  @ApiProperty({ description: 'Six digits, or a recovery code', example: '123456' })
  abstract readonly code: string;

  @FactorMethodProperty()
  abstract readonly method?: string;
}

const EXAMPLE = { challengeId: EXAMPLE_CHALLENGE, method: 'totp', code: '123456' };

function operation(contracts: DocumentedContracts): DocumentedOperation {
  const vendor = LOGIN_TYPES.filter((type) => type !== JSON_TYPE).map(
    (type) => [type, contracts.answering(ROUTES.login, { accept: type }).openedMedia()] as const,
  );
  return {
    method: 'post',
    path: ROUTES.mfa,
    operation: {
      tags: [TAGS.login.name],
      operationId: 'completeLogin',
      summary: 'Complete a login by its second factor',
      description:
        'The answer is that of the login which the challenge belongs to, cookies included, and so are ' +
        'its faults. A challenge lives five minutes, takes five codes and is good for one login. ' +
        'The example is no challenge of yours: `INVALID_FACTOR`.',
      requestBody: jsonBody(MfaRequest, {
        totp: { summary: 'By an authenticator app', value: EXAMPLE },
      }),
      responses: {
        200: {
          description: 'The session has begun',
          headers: tokenHeaders({
            'Set-Cookie': contracts.answering(ROUTES.login).setCookie,
            Vary: 'Accept',
          }),
          content: {
            [JSON_TYPE]: media(
              contracts.all.map((each) => each.openedSchema),
              Object.fromEntries(
                contracts.all.map((each) => [camelCase(each.name), each.opened()]),
              ),
              'anyOf',
            ),
            ...Object.fromEntries(vendor),
          },
        },
        ...faultResponses(ROUTES.mfa, { [JSON_TYPE]: STANDARD }, [
          factorCases.missingFactorCode,
          factorCases.badFactor,
          faults.badCredentials,
          faults.tooManyRequests,
          faults.wrongMethod('POST'),
          ...JSON_BODY,
          ...SERVER,
        ]),
      },
    },
  };
}

export const mfa: DocumentedController = {
  schemas: [MfaRequest],
  operations: (contracts) => [operation(contracts)],
};
