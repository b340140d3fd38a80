import { LetterWriters } from '../../../src/mail/letter-writers.js';
import { MailOutbox } from '../../../src/mail/outbox/mail-outbox.js';
import type { Account } from './accounts.js';
import { decode } from './jwt.js';
import { tokenOf } from './mailbox.js';
import { ROUTES } from './routes.js';
import { Directory, USERS } from './scim.js';
import { bearer, type OpenSession } from './sessions.js';
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

/** The token of the link that a mail to the account would have; needs a server without rounds of mail. */
async function linkOf({ server, account }: Scene): Promise<string> {
  await server.post(ROUTES.forgottenPassword, { email: account.email });
  const outbox = server.resolve(MailOutbox);
  const due = await outbox.due(server.clock.now(), 10);
  const mail = due.find(({ address }) => address === account.email);
  if (mail === undefined) throw new Error('no mail waits');
  const letter = await server.resolve(LetterWriters).write(mail);
  return tokenOf(letter?.facts.link ?? '');
}

const NEW_PASSWORD = 'a-new-and-longer-password';

/** Those that the owner causes by another password, or by leaving. */
export const PASSWORD_ENDS: readonly End[] = [
  {
    by: 'POST /api/v1/auth/password/reset of a link',
    act: async (scene: Scene): Promise<unknown> =>
      scene.server.post(ROUTES.passwordReset, {
        token: await linkOf(scene),
        password: NEW_PASSWORD,
      }),
    event: 'session-revoked',
    reason: 'password-reset',
  },
  {
    by: 'POST /api/v1/auth/password of another session',
    act: ({ server, account, other }) =>
      server.post(
        ROUTES.password,
        { currentPassword: account.password, newPassword: NEW_PASSWORD },
        bearer(other.accessToken),
      ),
    event: 'session-revoked',
    reason: 'password-changed',
  },
  {
    by: 'DELETE /api/v1/auth/me of another session',
    act: ({ server, other }) =>
      server.send({ method: 'DELETE', path: ROUTES.me, headers: bearer(other.accessToken) }),
    event: 'session-revoked',
    reason: 'user-disabled',
  },
];
