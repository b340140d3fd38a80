import { randomUUID } from 'node:crypto';
import type { Answer } from './answer.js';
import { type Credentials, newClient } from './clients.js';
import type { HttpRequest } from './http-client.js';
import { bearer } from './sessions.js';
import type { TestServer } from './test-server.js';

export const SCIM_TYPE = 'application/scim+json';
export const USERS = '/scim/v2/Users';
export const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** A directory that provisions users, with the one text that it keeps for that. */
export class Directory {
  private constructor(
    private readonly server: TestServer,
    readonly client: Credentials,
  ) {}

  static async of(server: TestServer): Promise<Directory> {
    return new Directory(server, await newClient(server, { scopes: ['scim'] }));
  }

  send(request: HttpRequest): Promise<Answer> {
    const { id, secret } = this.client;
    const headers = { ...bearer(`${id}.${secret}`), ...request.headers };
    return this.server.send({ ...request, headers });
  }

  body(method: string, path: string, json: unknown, headers = {}): Promise<Answer> {
    const typed = { 'content-type': SCIM_TYPE, ...headers };
    return this.send({ method, path, headers: typed, body: JSON.stringify(json) });
  }

  create(user: object): Promise<Answer> {
    return this.body('POST', USERS, user);
  }

  get(path: string): Promise<Answer> {
    return this.send({ method: 'GET', path });
  }

  patch(id: string, ...operations: readonly unknown[]): Promise<Answer> {
    const json = { schemas: [PATCH_OP], Operations: operations };
    return this.body('PATCH', `${USERS}/${id}`, json);
  }

  find(filter: string): Promise<Answer> {
    return this.get(`${USERS}?filter=${encodeURIComponent(filter)}`);
  }
}

interface EntraUser {
  readonly userName: string;
  readonly externalId: string;
  readonly [attribute: string]: unknown;
}

/** The first request that Entra ID documents, for a person who is not known yet. */
export function entraUser(): EntraUser {
  const userName = `Test_User_${randomUUID()}`;
  return {
    schemas: [CORE, ENTERPRISE],
    externalId: randomUUID(),
    userName,
    active: true,
    emails: [{ primary: true, type: 'work', value: `${userName}@testuser.com` }],
    meta: { resourceType: 'User' },
    name: {
      formatted: 'givenName familyName',
      familyName: 'familyName',
      givenName: 'givenName',
    },
    roles: [],
  };
}

export const listOf = (...resources: readonly unknown[]): object => ({
  schemas: [LIST],
  totalResults: resources.length,
  startIndex: 1,
  itemsPerPage: resources.length,
  Resources: resources,
});

export const aScimFault = (status: number, scimType?: string): object => ({
  schemas: [ERROR],
  status: String(status),
  ...(scimType === undefined ? {} : { scimType }),
  detail: expect.stringMatching(/^\S.*\.$|exists$|token$/),
});

export function expectFault(answer: Answer, status: number, scimType?: string): void {
  expect([answer.status, answer.body]).toEqual([status, aScimFault(status, scimType)]);
  expect(answer.header('content-type')).toBe(`${SCIM_TYPE}; charset=utf-8`);
  expect(answer.header('cache-control')).toBe('no-store');
}
