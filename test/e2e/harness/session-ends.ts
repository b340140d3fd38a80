import type { Account } from './accounts.js';
import { decode } from './jwt.js';
import { Directory, USERS } from './scim.js';
import type { OpenSession } from './sessions.js';
import type { TestServer } from './test-server.js';

export interface Scene {
  readonly server: TestServer;
  readonly account: Account;
  /** The one that is to end. */
  readonly session: OpenSession;
  /** Another one of the account. */
  readonly other: OpenSession;
}

export interface End {
  readonly by: string;
  readonly act: (scene: Scene) => Promise<unknown>;
  readonly event: 'logged-out' | 'session-revoked';
  readonly reason: string;
}

export const sidOf = ({ accessToken }: OpenSession): string =>
  String(decode(accessToken).claims.sid);
export const uidOf = ({ accessToken }: OpenSession): string =>
  String(decode(accessToken).claims.uid);

/** Those that a directory causes. */
export const SCIM_ENDS: readonly End[] = [
  {
    by: 'PATCH /scim/v2/Users/:id of a service',
    act: async ({ server, session }) =>
      (await Directory.of(server)).patch(uidOf(session), {
        op: 'replace',
        value: { active: false },
      }),
    event: 'session-revoked',
    reason: 'user-disabled',
  },
  {
    by: 'PATCH /scim/v2/Users/:id of a service, with a password',
    act: async ({ server, session }) =>
      (await Directory.of(server)).patch(uidOf(session), {
        op: 'replace',
        value: { password: 'another-long-password' },
      }),
    event: 'session-revoked',
    reason: 'ended-by-operator',
  },
  {
    by: 'PUT /scim/v2/Users/:id of a service',
    act: async ({ server, session, account }) =>
      (await Directory.of(server)).body('PUT', `${USERS}/${uidOf(session)}`, {
        userName: account.username,
        active: 'False',
      }),
    event: 'session-revoked',
    reason: 'user-disabled',
  },
  {
    by: 'DELETE /scim/v2/Users/:id of a service',
    act: async ({ server, session }) =>
      (await Directory.of(server)).send({
        method: 'DELETE',
        path: `${USERS}/${uidOf(session)}`,
      }),
    event: 'session-revoked',
    reason: 'user-disabled',
  },
];
