import {
  AuthenticatorApp,
  challengeOf,
  FACTORS,
  MFA,
  secured,
  TOTP,
} from './harness/authenticator-app.js';
import { type Account, credentialsOf, newAccount, register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { decode } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import { bearer, login, requestLogin } from './harness/sessions.js';
import type { TestServer } from './harness/test-server.js';
import { setRoles } from './harness/user-rows.js';

const begin = (server: TestServer, account: Account): Promise<Answer> =>
  requestLogin(server, 'token-pair', credentialsOf(account));

async function enrolBy(server: TestServer, asked: Answer): Promise<AuthenticatorApp> {
  const begun = await server.post(TOTP, { challengeId: challengeOf(asked) });
  expect(begun.status).toBe(201);
  return new AuthenticatorApp(begun.string('secret'), server.clock);
}

onEachDatabase('where a second factor is required', (database) => {
  const server = useServer(database, { settings: { mfa: 'required' } });

  it('an account is registered without a session, and enrols a factor with its first login', async () => {
    const account = newAccount();
    const registered = await server().post(ROUTES.register, account);
    expect(registered.value('data', 'methods')).toEqual(['enrol-totp']);
    const asked = await begin(server(), account);
    expect(asked.value('methods')).toEqual(['enrol-totp']);
    const app = await enrolBy(server(), asked);
    const challengeId = challengeOf(asked);
    expect((await server().post(MFA, { challengeId, code: app.wrongCode() })).status).toBe(401);
    const done = await server().post(MFA, { challengeId, code: app.code() });
    expect(decode(done.string('accessToken')).claims).toMatchObject({ acr: 'aal2' });
    expect((await begin(server(), account)).value('methods')).toEqual(['totp', 'recovery-code']);
  });

  it('a challenge to enrol is of no use once there is a factor', async () => {
    const account = newAccount();
    const early = await server().post(ROUTES.register, account);
    const asked = await begin(server(), account);
    const app = await enrolBy(server(), asked);
    const done = await server().post(MFA, { challengeId: challengeOf(asked), code: app.code() });
    expect(done.status).toBe(200);
    const late = await server().post(TOTP, { challengeId: challengeOf(early) });
    expect([late.status, late.value('errorCode')]).toEqual([401, 'INVALID_FACTOR']);
    const again = { challengeId: challengeOf(early), code: app.code(1) };
    expect((await server().post(MFA, again)).status).toBe(401);
  });

  it('the last factor cannot be removed', async () => {
    const account = newAccount();
    const asked = await server().post(ROUTES.register, account);
    const app = await enrolBy(server(), asked);
    const done = await server().post(MFA, { challengeId: challengeOf(asked), code: app.code() });
    const headers = bearer(done.string('data', 'token'));
    const id = String((await server().get(FACTORS, headers)).value('factors', '0', 'id'));
    const path = `${FACTORS}/${id}`;
    const removed = await server().send({ method: 'DELETE', path, headers });
    expect([removed.status, removed.value('errorCode')]).toEqual([400, 'LAST_FACTOR']);
  });
});

onEachDatabase('where a role requires a second factor', (database) => {
  const server = useServer(database, { settings: { mfaRequiredRoles: ['admin'] } });

  it('its holders need one, and others do not', async () => {
    const account = await register(server());
    await login(server(), 'token-pair', account);
    await setRoles(server(), account.username, ['user', 'admin']);
    expect((await begin(server(), account)).value('methods')).toEqual(['enrol-totp']);
  });
});

onEachDatabase('where second factors are off', (database) => {
  const server = useServer(database, { settings: { mfa: 'off' } });

  it('none can be enrolled', async () => {
    await expect(secured(server(), server().clock)).rejects.toThrow(/FORBIDDEN/);
  });
});
