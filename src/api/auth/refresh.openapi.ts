import { ApiProperty } from '@nestjs/swagger';
import {
  camelCase,
  type DocumentedContract,
  type DocumentedContracts,
} from '../contracts/contracts.openapi.js';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { LAST_REFRESH_TOKEN } from '../openapi/example-values.js';
import * as faults from '../openapi/fault-cases.js';
import { REFRESH } from '../openapi/fault-groups.js';
import { faultResponses, STANDARD } from '../openapi/fault-responses.js';
import { accessTokenHeader, tokenHeaders } from '../openapi/headers.js';
import {
  type DocumentedOperation,
  type Examples,
  JSON_TYPE,
  jsonBody,
  media,
  reference,
} from '../openapi/media.js';
import { byRefreshToken } from '../openapi/security.js';
import { TAGS } from '../openapi/tags.js';
import { ROUTES } from '../requests/routes.js';
import type { RefreshBody } from './refresh.controller.js';

export abstract class RefreshRequest implements RefreshBody {
  @ApiProperty({ maxLength: 8192, example: LAST_REFRESH_TOKEN })
  abstract readonly refreshToken: string;
}

export const refreshRequest: Examples = {
  object: { summary: 'The last refresh token', value: { refreshToken: LAST_REFRESH_TOKEN } },
};

/** What a contract answers depends on how the token came. */
const answersOf = (contract: DocumentedContract): Examples => {
  const name = camelCase(contract.name);
  const inBody = contract.refreshed(true);
  return contract.keepsCookies
    ? { [`${name}ByCookie`]: contract.refreshed(false), [name]: inBody }
    : { [name]: { ...inBody, summary: contract.name } };
};

const firstCookie = (contracts: DocumentedContracts): string =>
  contracts.all.map(({ setCookie }) => setCookie).find((text) => text !== '') ?? '';

const refresh = (contracts: DocumentedContracts): DocumentedOperation => ({
  method: 'post',
  path: ROUTES.refresh,
  operation: {
    tags: [TAGS.refresh.name],
    summary: 'A refresh token of any contract, answered as its session began',
    description:
      'From the body, else from the cookies `refresh_token` and `Auth-Refresh-Token`. ' +
      'The successor goes back the way the token came. Presented again within 30 seconds, ' +
      'the same token gets the same successor; later, for a day, only while that successor is unused ' +
      'and from the network and user agent, or the device, that it was made for. Anything else ends ' +
      'the session.\n\n' +
      'No field names the form of the answer, since clients know their own contract. Others can tell ' +
      'by the fields: `success` is success-flag; `data` is envelope, with `accessToken` beside it the ' +
      'combined login; `message` with `accessToken` is external; `tokenType` is bearer-cookie; ' +
      '`accessToken` alone, or with `refreshToken`, is token-pair.',
    security: byRefreshToken,
    requestBody: jsonBody(RefreshRequest, refreshRequest, false),
    responses: {
      200: {
        description: 'The session goes on',
        headers: tokenHeaders({
          ...accessTokenHeader,
          'Set-Cookie': `${firstCookie(contracts)} (as the session’s contract sets it)`,
        }),
        content: {
          [JSON_TYPE]: media(
            contracts.all.map(({ refreshedSchema }) => refreshedSchema),
            Object.assign({}, ...contracts.all.map(answersOf)) as Examples,
            'anyOf',
          ),
        },
      },
      ...faultResponses(ROUTES.refresh, { [JSON_TYPE]: STANDARD }, [
        faults.emptyRefreshToken,
        ...REFRESH,
      ]),
    },
  },
});

/** A refresh that a contract of its own answers, whatever contract the session began in. */
function ownRefresh(
  contracts: DocumentedContracts,
  path: string,
  words: { readonly summary: string; readonly description: string },
  requestBody: DocumentedOperation['operation']['requestBody'],
): DocumentedOperation {
  const contract = contracts.answering(path);
  return {
    method: 'post',
    path,
    operation: {
      tags: [TAGS.refresh.name],
      ...words,
      security: byRefreshToken,
      ...(requestBody === undefined ? {} : { requestBody }),
      responses: {
        200: {
          description: 'The session goes on',
          headers: tokenHeaders({
            'Set-Cookie': `${firstCookie(contracts)} (where the token came in a cookie)`,
          }),
          content: {
            [JSON_TYPE]: media(contract.refreshedSchema, {
              [camelCase(contract.name)]: {
                ...contract.refreshed(true),
                summary: 'The token came in the body',
              },
              byCookie: { ...contract.refreshed(false), summary: 'The token came in a cookie' },
            }),
          },
        },
        ...faultResponses(path, { [JSON_TYPE]: contract.faults }, [
          faults.missingRefreshToken,
          ...REFRESH,
        ]),
      },
    },
  };
}

const OBJECT_OR_BARE = {
  required: false,
  content: {
    [JSON_TYPE]: {
      schema: { oneOf: [reference(RefreshRequest), { type: 'string' }] },
      examples: {
        ...refreshRequest,
        bare: { summary: 'The bare token, a JSON string', value: LAST_REFRESH_TOKEN },
      },
    },
  },
};

export const refreshes: DocumentedController = {
  schemas: [RefreshRequest],
  operations: (contracts) => [
    refresh(contracts),
    ownRefresh(
      contracts,
      ROUTES.refreshToken,
      {
        summary: 'A refresh token of any contract (envelope)',
        description: 'The body is an object, or the bare token as a JSON string.',
      },
      OBJECT_OR_BARE,
    ),
    ownRefresh(
      contracts,
      ROUTES.flagRefreshToken,
      {
        summary: 'A refresh token of any contract (success-flag)',
        description: 'The access token is called `accessToken` here, and `token` at login.',
      },
      jsonBody(RefreshRequest, refreshRequest, false),
    ),
  ],
};
