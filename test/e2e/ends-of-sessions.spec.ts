import type { Command } from 'commander';
import { DataSource } from 'typeorm';
import { AccountDeletion } from '../../src/accounts/account-deletion.js';
import { AccountPasswords } from '../../src/accounts/account-passwords.js';
import { AccountStatus } from '../../src/accounts/account-status.js';
import { commandLine } from '../../src/cli/command-line.js';
import { RouteCatalog } from '../../src/api/faults/route-catalog.js';
import { SessionListing } from '../../src/sessions/session-listing.js';
import { RevocationIndex } from '../../src/token-store/revocation-index.js';
import { Users } from '../../src/users/users.js';
import { newAccount, register } from './harness/accounts.js';
import { administer, administrator, userPath } from './harness/administration.js';
import { ask, newClient } from './harness/clients.js';
import { COMMANDS_ENDING_NONE, ENDING_NONE, SAME_HANDLERS } from './harness/ending-no-session.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { NO_MAIL_ROUNDS } from './harness/mail-rounds.js';
import { ROUTES } from './harness/routes.js';
import {
  type End,
  PASSWORD_ENDS,
  type Scene,
  SCIM_ENDS,
  sidOf,
  uidOf,
} from './harness/session-ends.js';
import { bearer, login, refreshByBody, requestLogin, validation } from './harness/sessions.js';
import { MINUTE } from './harness/test-clock.js';

/** The second use of a token whose successor was used as well. */
async function reuse({ server, session }: Scene, path: string): Promise<void> {
  const { refreshToken } = session;
  const next = await refreshByBody(server, refreshToken, path);
  const successor = next.value('data', 'refreshToken') ?? next.value('refreshToken');
  await refreshByBody(server, String(successor), path);
  server.clock.advance(2 * MINUTE);
  await refreshByBody(server, refreshToken, path);
}

const byOperator = { requestId: 'test', address: '::1', userAgent: null };

const logout = (path: string, scope?: string): End => ({
  by: `POST ${path}${scope === undefined ? '' : ` of ${scope}`}`,
  act: ({ server, session, other }) => {
    const { refreshToken } = scope === 'others' ? other : session;
    return server.post(path, { refreshToken, scope });
  },
  event: 'logged-out',
  reason: 'logout',
});

const LIMIT = 3;

async function loginsOf(count: number, { server, account }: Scene): Promise<void> {
  for (let done = 0; done < count; done += 1) {
    server.clock.advance(1);
    await requestLogin(server, 'token-pair', account);
  }
}

/** Everything by which a session ends before its time. */
const ENDS: readonly End[] = [
  ...[ROUTES.logout, ROUTES.refreshLogout].flatMap((path) =>
    [undefined, 'this', 'others', 'all'].map((scope) => logout(path, scope)),
  ),
  {
    by: `DELETE ${ROUTES.sessions}/:id`,
    act: ({ server, session, other }) =>
      server.send({
        method: 'DELETE',
        path: `${ROUTES.sessions}/${sidOf(session)}`,
        headers: bearer(other.accessToken),
      }),
    event: 'session-revoked',
    reason: 'ended-by-user',
  },
  {
    by: `POST ${ROUTES.refresh} of a token that was used up`,
    act: (scene) => reuse(scene, ROUTES.refresh),
    event: 'session-revoked',
    reason: 'reuse',
  },
  {
    by: `POST ${ROUTES.refresh} of an account that is disabled`,
    act: async ({ server, session }) => {
      await server.resolve(Users).setDisabledAt(uidOf(session), server.clock.now());
      await refreshByBody(server, session.refreshToken);
    },
    event: 'session-revoked',
    reason: 'user-disabled',
  },
  {
    by: `POST ${ROUTES.refresh} of an account that is gone`,
    act: async ({ server, session }) => {
      await server.resolve(DataSource).query('DELETE FROM users WHERE id = ?', [uidOf(session)]);
      await refreshByBody(server, session.refreshToken);
    },
    event: 'session-revoked',
    reason: 'user-gone',
  },
  {
    by: `POST ${ROUTES.token} beyond SESSION_LIMIT`,
    act: (scene) => loginsOf(LIMIT, scene),
    event: 'session-revoked',
    reason: 'session-limit',
  },
  {
    by: `POST ${ROUTES.revocation} of a service`,
    act: async ({ server, session }) =>
      ask(server, ROUTES.revocation, await newClient(server), { token: session.accessToken }),
    event: 'session-revoked',
    reason: 'token-revoked',
  },
  ...(
    [
      ['POST', '/disable', 'user-disabled'],
      ['DELETE', '', 'user-disabled'],
      ['POST', '/require-password', 'ended-by-operator'],
      ['PUT', '/password', 'ended-by-operator'],
      ['DELETE', '/sessions', 'ended-by-operator'],
      ['DELETE', '/sessions/:session', 'ended-by-operator'],
    ] as const
  ).map(([method, rest, reason]) => ({
    by: `${method} ${ROUTES.users}/:id${rest} of an administrator`,
    act: async ({ server, session }: Scene) =>
      administer(server, await administrator(server), {
        method,
        path: userPath(uidOf(session), rest.replace(':session', sidOf(session))),
        json: method === 'PUT' ? { password: 'another-long-password' } : undefined,
      }),
    event: 'session-revoked' as const,
    reason,
  })),
  ...SCIM_ENDS,
  ...PASSWORD_ENDS,
  {
    by: 'portcullis user disable',
    act: ({ server, session }) => server.resolve(AccountStatus).disable(uidOf(session), byOperator),
    event: 'session-revoked',
    reason: 'user-disabled',
  },
  {
    by: 'portcullis user delete',
    act: ({ server, session }) =>
      server.resolve(AccountDeletion).delete(uidOf(session), byOperator),
    event: 'session-revoked',
    reason: 'user-disabled',
  },
  {
    by: 'portcullis user require-password',
    act: ({ server, session }) =>
      server.resolve(AccountPasswords).requireNew(uidOf(session), byOperator),
    event: 'session-revoked',
    reason: 'ended-by-operator',
  },
  {
    by: 'portcullis user set-password',
    act: ({ server, session }) =>
      server.resolve(AccountPasswords).set(uidOf(session), 'another-long-password', byOperator),
    event: 'session-revoked',
    reason: 'ended-by-operator',
  },
  {
    by: 'portcullis session end',
    act: ({ server, session }) =>
      server
        .resolve(SessionListing)
        .end(uidOf(session), sidOf(session), byOperator, 'ended-by-operator'),
    event: 'session-revoked',
    reason: 'ended-by-operator',
  },
];

function commandsOf(command: Command, path: readonly string[] = []): readonly string[] {
  if (command.commands.length === 0) return [path.join(' ')];
  return command.commands.flatMap((each) => commandsOf(each, [...path, each.name()]));
}

onEachDatabase('the end of a session', (database) => {
  const server = useServer(database, {
    settings: { sessionLimit: LIMIT, mail: 'console' },
    replacements: [NO_MAIL_ROUNDS],
  });

  const rows = <Row>(sql: string, sid: string): Promise<readonly Row[]> =>
    server().resolve(DataSource).query(sql, [sid]);

  it.each(ENDS)('by $by is in the log, the audit trail and the index', async (end) => {
    const account = await register(server(), newAccount('leaver'));
    // Otherwise the session of the registration would count.
    server().clock.advance(1);
    const session = await login(server(), 'token-pair', account);
    server().clock.advance(1);
    const other = await login(server(), 'token-pair', account);
    await end.act({ server: server(), account, session, other });

    const sid = sidOf(session);
    expect(server().resolve(RevocationIndex).has(sid)).toBe(true);
    expect(await validation(server(), session.accessToken)).toBe(401);
    const logged = await rows<{ reason: string }>(
      'SELECT reason FROM revocations WHERE subject = ?',
      sid,
    );
    expect(logged.map(({ reason }) => reason)).toEqual([end.reason]);
    const audited = await rows<{ type: string }>(
      `SELECT type FROM audit_events WHERE session_id = ?
       AND type IN ('logged-out', 'session-revoked')`,
      sid,
    );
    expect(audited.map(({ type }) => type)).toEqual([end.event]);
    const [stored] = await rows<{ reason: string }>(
      'SELECT revoked_reason AS reason FROM refresh_tokens WHERE id = ?',
      sid,
    );
    expect(stored?.reason).toBe(end.reason);
  });

  it('is looked at here for every route that changes something', () => {
    const known = new Set([
      ...ENDS.map(({ by }) => by.split(' ').slice(0, 2).join(' ')),
      ...ENDING_NONE,
      ...SAME_HANDLERS,
    ]);
    const unknown = server()
      .resolve(RouteCatalog)
      .all()
      .filter(({ method, path }) => !['GET', 'HEAD', 'OPTIONS'].includes(method) && path !== '*')
      .map(({ method, path }) => `${method} ${path}`)
      .filter((route) => !known.has(route) && !route.endsWith(`${ROUTES.verify}/*`));
    expect(unknown).toEqual([]);
  });

  it('is looked at here for every command', () => {
    const ending = ENDS.flatMap(({ by }) => /^portcullis (.*)/.exec(by)?.[1] ?? []);
    const commands = commandsOf(commandLine(() => Promise.resolve()));
    expect([...ending, ...COMMANDS_ENDING_NONE].toSorted()).toEqual(commands.toSorted());
  });
});
