import {
  challengeOf,
  CONFIRMATION,
  FACTORS,
  MFA,
  REAUTHENTICATE,
  RECOVERY_CODES,
  secured,
  TOTP,
} from './harness/authenticator-app.js';
import { credentialsOf, register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { fault, INVALID_CREDENTIALS, INVALID_TOKEN, missing } from './harness/expected-faults.js';
import { aToken, expectAnswer } from './harness/golden.js';
import { decode } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import { bearer, cookieHeader, login, refreshByBody, requestLogin } from './harness/sessions.js';
import { MINUTE } from './harness/test-clock.js';

const INSUFFICIENT = {
  status: 401,
  errorCode: 'INSUFFICIENT_AUTHENTICATION',
  message: 'A more recent or stronger authentication is required.',
};
const IDENTITY = '/api/v1/auth/identities/01980c5e-7d1a-7c3e-9f52-3b6f0a8c41d7';

/** Whatever changes a factor or an identity. */
const changes = (factorId: string) =>
  [
    { method: 'POST', path: TOTP, json: {} },
    { method: 'POST', path: CONFIRMATION, json: { code: '123456' } },
    { method: 'POST', path: RECOVERY_CODES, json: {} },
    { method: 'PATCH', path: `${FACTORS}/${factorId}`, json: { name: 'Mine' } },
    { method: 'DELETE', path: `${FACTORS}/${factorId}` },
    { method: 'POST', path: '/api/v1/auth/identities', json: { provider: 'x', authCode: 'x' } },
    { method: 'DELETE', path: IDENTITY },
  ] as const;

onEachDatabase('what changes a factor or an identity', (database) => {
  const server = useServer(database);

  const again = (accessToken: string, json: object): Promise<Answer> =>
    server().post(REAUTHENTICATE, json, bearer(accessToken));

  const mine = () => secured(server(), server().clock);

  const strong = async ({ account, app }: Awaited<ReturnType<typeof mine>>): Promise<Answer> => {
    const asked = await requestLogin(server(), 'token-pair', credentialsOf(account));
    return server().post(MFA, { challengeId: challengeOf(asked), code: app.code() });
  };

  const expectRefused = async (accessToken: string, factorId: string, acr: string) => {
    for (const request of changes(factorId)) {
      const answer = await server().send({ ...request, headers: bearer(accessToken) });
      if (request.path.includes('identities') && answer.status === 400) continue;
      expectAnswer(answer, fault(request.path, INSUFFICIENT));
      expect(answer.header('www-authenticate')).toMatch(
        new RegExp(`^Bearer error="insufficient_user_authentication", .*max_age="300"${acr}$`),
      );
    }
  };

  it('is refused to an access token that was stolen five minutes after the login', async () => {
    const owner = await mine();
    const token = (await strong(owner)).string('accessToken');
    server().clock.advance(5 * MINUTE);
    await expectRefused(token, owner.factorId, ', acr_values="aal2"');
    const { factors } = (await server().get(FACTORS, bearer(token))).body as { factors: object[] };
    expect(factors).toHaveLength(1);
  });

  it('is refused to a session that a password alone began, however fresh', async () => {
    const { accessToken, factorId } = await mine();
    await expectRefused(accessToken, factorId, ', acr_values="aal2"');
  });

  it('is refused after a refresh, which proves nothing anew', async () => {
    const session = await login(server(), 'token-pair', await register(server()));
    server().clock.advance(5 * MINUTE);
    const refreshed = await refreshByBody(server(), session.refreshToken);
    await expectRefused(refreshed.string('accessToken'), 'x', '');
  });

  it('asks for a Bearer; a cookie will not do', async () => {
    const session = await login(server(), 'token-pair', await register(server()));
    const cookie = cookieHeader(session.accessToken, 'Auth-Access-Token');
    const answer = await server().post(TOTP, {}, cookie);
    expectAnswer(answer, fault(TOTP, INVALID_TOKEN));
    expectAnswer(
      await server().post(REAUTHENTICATE, {}, cookie),
      fault(REAUTHENTICATE, INVALID_TOKEN),
    );
  });

  it('is allowed again once the password was, where there is no factor', async () => {
    const account = await register(server());
    const { accessToken } = await login(server(), 'token-pair', account);
    server().clock.advance(10 * MINUTE);
    expectAnswer(await again(accessToken, {}), fault(REAUTHENTICATE, missing('password')));
    expectAnswer(
      await again(accessToken, { password: 'not the password' }),
      fault(REAUTHENTICATE, INVALID_CREDENTIALS),
    );
    const fresh = await again(accessToken, { password: account.password });
    expectAnswer(fresh, {
      status: 200,
      body: { accessToken: aToken, tokenType: 'Bearer', expiresIn: 900 },
    });
    const { claims } = decode(fresh.string('accessToken'));
    expect(claims).toMatchObject({ amr: ['pwd'], auth_time: claims.iat });
    const begun = await server().post(TOTP, {}, bearer(fresh.string('accessToken')));
    expect(begun.status).toBe(201);
  });

  it('is allowed again once the factor was, and a password will not do', async () => {
    const owner = await mine();
    const token = (await strong(owner)).string('accessToken');
    server().clock.advance(10 * MINUTE);
    const { password } = owner.account;
    const path = REAUTHENTICATE;
    const lacking = await again(token, { password });
    expect([lacking.status, lacking.value('details', '0', 'field')]).toEqual([400, 'code']);
    expect((await again(token, { password, code: owner.app.wrongCode() })).status).toBe(401);
    const code = owner.app.code();
    const fresh = await again(token, { code });
    const { claims } = decode(fresh.string('accessToken'));
    expect(claims).toMatchObject({
      sid: decode(token).claims.sid,
      amr: ['pwd', 'otp', 'mfa'],
      acr: 'aal2',
      auth_time: claims.iat,
    });
    expect([(await again(token, { code })).value('path'), path]).toEqual([path, path]);
    const removed = await server().send({
      method: 'DELETE',
      path: `${FACTORS}/${owner.factorId}`,
      headers: bearer(fresh.string('accessToken')),
    });
    expect(removed.status).toBe(204);
  });

  it('is not allowed again to a session that has ended', async () => {
    const account = await register(server());
    const { accessToken } = await login(server(), 'token-pair', account);
    await server().send({ path: ROUTES.logout, headers: bearer(accessToken) });
    const answer = await again(accessToken, { password: account.password });
    expectAnswer(answer, fault(REAUTHENTICATE, INVALID_TOKEN));
  });
});
