import { DataSource } from 'typeorm';
import { credentialsOf } from './harness/accounts.js';
import {
  administer,
  person,
  scopedToken,
  userPath,
  codeOf,
  eventsOf,
  lastEventOf,
  useAdministrator,
} from './harness/administration.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { flagFault, NEW_PASSWORD_REQUIRED } from './harness/expected-faults.js';
import { aTimestamp, expectAnswer } from './harness/golden.js';
import { decode } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import { CONTRACTS, login, refreshByBody, requestLogin, validation } from './harness/sessions.js';

onEachDatabase('an administrator, over the accounts of others', (database) => {
  const server = useServer(database);
  const { admin, ask, post, get } = useAdministrator(server);

  it('disables an account, whose sessions end at once, and enables it again', async () => {
    const { id, account, session } = await person(server());
    const disabled = await post(userPath(id, '/disable'));
    expect([disabled.status, disabled.value('disabledAt')]).toEqual([200, aTimestamp]);
    expect(await validation(server(), session.accessToken)).toBe(401);
    expect((await refreshByBody(server(), session.refreshToken)).status).toBe(401);
    expect((await requestLogin(server(), 'token-pair', credentialsOf(account))).status).toBe(401);
    expect((await post(userPath(id, '/enable'))).value('disabledAt')).toBeNull();
    expect((await requestLogin(server(), 'token-pair', credentialsOf(account))).status).toBe(200);
    expect(await validation(server(), session.accessToken)).toBe(401);
  });

  it('adds and removes roles, which others change at the same time', async () => {
    const { id } = await person(server());
    await Promise.all(
      ['a', 'b', 'c', 'd'].map((role) => post(userPath(id, '/roles'), { add: [role] })),
    );
    const changed = await post(userPath(id, '/roles'), { add: ['e'], remove: ['user', 'a'] });
    expect((changed.value('roles') as string[]).toSorted()).toEqual(['b', 'c', 'd', 'e']);
    expect(await lastEventOf(server(), id)).toEqual({
      type: 'roles-changed',
      added: 'e',
      removed: 'user a',
      actor_user_id: admin().id,
    });
  });

  it('lets an account in again that others have guessed at', async () => {
    const { id, account } = await person(server());
    const attempt = async (password: string): Promise<number> =>
      (await requestLogin(server(), 'token-pair', { ...credentialsOf(account), password })).status;
    let status = 0;
    for (let n = 0; n < 30 && status !== 429; n += 1) status = await attempt('a wrong password');
    expect(status).toBe(429);
    expect(await attempt(account.password)).toBe(429);
    expect((await post(userPath(id, '/unlock'))).status).toBe(200);
    expect(await attempt(account.password)).toBe(200);
    expect(await attempt('a wrong password')).toBe(401);
  });

  it('requires a new password, of which every contract tells in its own shape', async () => {
    const { id, account, session } = await person(server());
    expect((await post(userPath(id, '/require-password'))).value('newPasswordRequired')).toBe(true);
    expect(await validation(server(), session.accessToken)).toBe(401);
    for (const contract of CONTRACTS) {
      const answer = await requestLogin(server(), contract, credentialsOf(account));
      if (contract === 'success-flag') {
        expectAnswer(answer, flagFault(403, NEW_PASSWORD_REQUIRED.message));
      } else {
        expect(codeOf(answer)).toEqual([403, 'NEW_PASSWORD_REQUIRED']);
      }
      const wrong = { ...credentialsOf(account), password: 'a wrong password' };
      expect((await requestLogin(server(), contract, wrong)).status).toBe(401);
    }
    const password = 'a-new-and-long-password';
    const set = await ask({ method: 'PUT', path: userPath(id, '/password'), json: { password } });
    expect([set.status, set.value('newPasswordRequired')]).toEqual([200, false]);
    const { username } = account;
    expect((await requestLogin(server(), 'token-pair', { username, password })).status).toBe(200);
    expect((await requestLogin(server(), 'token-pair', credentialsOf(account))).status).toBe(401);
  });

  it('sets no password that would be guessed', async () => {
    const { id, account } = await person(server());
    const json = { password: account.username };
    const set = await ask({ method: 'PUT', path: userPath(id, '/password'), json });
    expect(codeOf(set)).toEqual([400, 'WEAK_PASSWORD']);
    expect((await requestLogin(server(), 'token-pair', credentialsOf(account))).status).toBe(200);
  });

  it('lists the sessions of an account, and ends one of them or all', async () => {
    const { id, account, session } = await person(server());
    const second = await login(server(), 'bearer-cookie', account);
    const sessions = (await get(userPath(id, '/sessions'))).value('sessions') as object[];
    // The registration opened one as well.
    expect(sessions).toHaveLength(3);
    expect(sessions[0]).toMatchObject({ contract: 'bearer-cookie', current: false });
    const sid = String(decode(session.accessToken).claims.sid);
    const one = await ask({ method: 'DELETE', path: userPath(id, `/sessions/${sid}`) });
    expect([one.status, one.text]).toEqual([204, '']);
    expect(await validation(server(), session.accessToken)).toBe(401);
    expect(await validation(server(), second.accessToken)).toBe(200);
    expect(await lastEventOf(server(), id)).toEqual({
      type: 'session-revoked',
      reason: 'ended-by-operator',
      actor_user_id: admin().id,
    });
    expect((await ask({ method: 'DELETE', path: userPath(id, '/sessions') })).status).toBe(204);
    expect(await validation(server(), second.accessToken)).toBe(401);
    const foreign = userPath(id, `/sessions/${String(decode(admin().token).claims.sid)}`);
    expect(codeOf(await ask({ method: 'DELETE', path: foreign }))).toEqual([404, 'NOT_FOUND']);
  });

  it('knows which of its own sessions asks', async () => {
    const sessions = (await get(userPath(admin().id, '/sessions'))).value('sessions') as {
      id: string;
      current: boolean;
    }[];
    expect(sessions.filter(({ current }) => current).map(({ id }) => id)).toEqual([
      decode(admin().token).claims.sid,
    ]);
  });

  it('deletes an account, whose name no other one gets', async () => {
    const { id, account, session } = await person(server());
    const gone = await ask({ method: 'DELETE', path: userPath(id) });
    expect([gone.status, gone.text]).toEqual([204, '']);
    expect(await lastEventOf(server(), id)).toEqual({
      type: 'user-deleted',
      actor_user_id: admin().id,
    });
    expect(codeOf(await get(userPath(id)))).toEqual([404, 'NOT_FOUND']);
    expect(await validation(server(), session.accessToken)).toBe(401);
    expect((await refreshByBody(server(), session.refreshToken)).status).toBe(401);
    expect((await requestLogin(server(), 'token-pair', credentialsOf(account))).status).toBe(401);
    const again = { ...account, username: account.username.toUpperCase() };
    expect(codeOf(await server().post(ROUTES.register, again))).toEqual([400, 'USERNAME_TAKEN']);
    expect(codeOf(await post(ROUTES.users, again))).toEqual([400, 'USERNAME_TAKEN']);
    const known = 'SELECT network FROM known_addresses WHERE user_id = ?';
    expect(await server().resolve(DataSource).query(known, [id])).toEqual([]);
  });

  it.each([
    ['GET', ''],
    ['DELETE', ''],
    ['GET', '/sessions'],
    ['DELETE', '/sessions'],
    ['DELETE', '/sessions/x'],
    ['POST', '/disable'],
    ['POST', '/enable'],
    ['POST', '/unlock'],
    ['POST', '/require-password'],
    ['POST', '/roles'],
  ])('is told where there is no account: %s …%s', async (method, rest) => {
    const answer = await ask({ method, path: userPath('0198-none', rest) });
    expect(codeOf(answer)).toEqual([404, 'NOT_FOUND']);
  });

  it('may be a service, whose id is written down', async () => {
    const service = await scopedToken(server(), ['users:write']);
    const { id } = await person(server());
    const path = userPath(id, '/disable');
    expect((await administer(server(), service, { method: 'POST', path })).status).toBe(200);
    const events = (await eventsOf(server(), id)).map(({ type, details }) => [
      type,
      details.actor_client_id,
    ]);
    expect(events).toContainEqual(['user-disabled', service.clientId]);
    expect(events).toContainEqual(['session-revoked', service.clientId]);
  });
});
