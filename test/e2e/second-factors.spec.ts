import {
  challengeOf,
  CONFIRMATION,
  enrol,
  FACTORS,
  MFA,
  RECOVERY_CODES,
  secured,
  totp,
  TOTP,
} from './harness/authenticator-app.js';
import { credentialsOf, register } from './harness/accounts.js';
import { databaseDump } from './harness/database-dump.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { fault, NOT_FOUND } from './harness/expected-faults.js';
import { aTimestamp, expectAnswer } from './harness/golden.js';
import { bearer, login, requestLogin } from './harness/sessions.js';

const REFUSED = {
  status: 401,
  errorCode: 'INVALID_FACTOR',
  message: 'The code is wrong or was used, or the challenge has expired.',
};

onEachDatabase('the second factors of an account', (database) => {
  const server = useServer(database);
  const mine = () => secured(server(), server().clock);

  it('are enrolled by a code, listed, and come with ten recovery codes', async () => {
    const { accessToken } = await login(server(), 'token-pair', await register(server()));
    const headers = bearer(accessToken);
    const begun = await server().post(TOTP, { name: 'My phone' }, headers);
    expect(begun.status).toBe(201);
    expect(begun.string('uri')).toMatch(
      /^otpauth:\/\/totp\/[^/]+:user\d+\?secret=[A-Z2-7]{32}&issuer=/,
    );
    expect(begun.string('qrCode')).toMatch(/^<svg[^]*<\/svg>$/);
    expect((await server().get(FACTORS, headers)).body).toEqual({
      factors: [],
      recoveryCodesLeft: 0,
    });
    const code = totp(begun.string('secret'), server().clock.seconds());
    const wrong = code === '000000' ? '000001' : '000000';
    expectAnswer(
      await server().post(CONFIRMATION, { code: wrong }, headers),
      fault(CONFIRMATION, REFUSED),
    );
    const confirmed = await server().post(CONFIRMATION, { code }, headers);
    const factor = {
      id: begun.string('id'),
      kind: 'totp',
      name: 'My phone',
      createdAt: aTimestamp,
      lastUsedAt: aTimestamp,
    };
    expect(confirmed.value('factor')).toEqual(factor);
    const codes = confirmed.value('recoveryCodes') as string[];
    expect(new Set(codes).size).toBe(10);
    for (const each of codes)
      expect(each).toMatch(/^([0-9A-HJKMNP-TV-Z]{6}-){3}[0-9A-HJKMNP-TV-Z]{6}$/);
    expect((await server().get(FACTORS, headers)).body).toEqual({
      factors: [factor],
      recoveryCodesLeft: 10,
    });
  });

  it('take no code again that enrolled them', async () => {
    const account = await register(server());
    const { accessToken } = await login(server(), 'token-pair', account);
    const headers = bearer(accessToken);
    const begun = await server().post(TOTP, {}, headers);
    const code = totp(begun.string('secret'), server().clock.seconds());
    expect((await server().post(CONFIRMATION, { code }, headers)).status).toBe(200);
    const challengeId = challengeOf(
      await requestLogin(server(), 'token-pair', credentialsOf(account)),
    );
    expectAnswer(await server().post(MFA, { challengeId, code }), fault(MFA, REFUSED));
  });

  it('are renamed and removed, and the login is as it was before', async () => {
    const { account, app, factorId } = await mine();
    const asked = await requestLogin(server(), 'token-pair', credentialsOf(account));
    const done = await server().post(MFA, { challengeId: challengeOf(asked), code: app.code() });
    const headers = bearer(done.string('accessToken'));
    const path = `${FACTORS}/${factorId}`;
    const renamed = await server().send({ method: 'PATCH', path, headers, json: { name: 'Key' } });
    expect([renamed.status, renamed.value('name')]).toEqual([200, 'Key']);
    const remove = () => server().send({ method: 'DELETE', path, headers });
    expectAnswer(await remove(), { status: 204, body: undefined });
    expectAnswer(await remove(), fault(path, NOT_FOUND));
    expect((await server().get(FACTORS, headers)).body).toEqual({
      factors: [],
      recoveryCodesLeft: 0,
    });
    await login(server(), 'token-pair', account);
  });

  it('have recovery codes that are renewed as a whole', async () => {
    const { account, app, recoveryCodes } = await mine();
    const asked = () => requestLogin(server(), 'token-pair', credentialsOf(account));
    const done = await server().post(MFA, {
      challengeId: challengeOf(await asked()),
      code: app.code(),
    });
    const headers = bearer(done.string('accessToken'));
    const renewed = await server().post(RECOVERY_CODES, {}, headers);
    const [fresh = ''] = renewed.value('recoveryCodes') as string[];
    const byCode = async (code: string | undefined) => {
      const challengeId = challengeOf(await asked());
      return server().post(MFA, { challengeId, code, method: 'recovery-code' });
    };
    expect((await byCode(recoveryCodes[0])).status).toBe(401);
    expect((await byCode(fresh)).status).toBe(200);
    expect((await server().get(FACTORS, headers)).value('recoveryCodesLeft')).toBe(9);
  });

  it('are stored so that the database alone opens nothing', async () => {
    const { app, recoveryCodes } = await mine();
    const dump = await databaseDump(server().databaseUrl);
    expect(dump).not.toContain(app.secret);
    for (const code of recoveryCodes) expect(dump).not.toContain(code);
  });

  it('belong to one account', async () => {
    const { factorId } = await mine();
    const stranger = await login(server(), 'token-pair', await register(server()));
    const path = `${FACTORS}/${factorId}`;
    const headers = bearer(stranger.accessToken);
    expectAnswer(await server().send({ method: 'DELETE', path, headers }), fault(path, NOT_FOUND));
    const json = { name: 'Mine' };
    expectAnswer(
      await server().send({ method: 'PATCH', path, headers, json }),
      fault(path, NOT_FOUND),
    );
  });

  it('are ten at most', async () => {
    const account = await register(server());
    const first = await login(server(), 'token-pair', account);
    const { app } = await enrol(server(), server().clock, first.accessToken);
    const asked = await requestLogin(server(), 'token-pair', credentialsOf(account));
    const done = await server().post(MFA, { challengeId: challengeOf(asked), code: app.code() });
    const token = done.string('accessToken');
    for (let count = 1; count < 10; count += 1) await enrol(server(), server().clock, token);
    const answer = await server().post(TOTP, {}, bearer(token));
    expect([answer.status, answer.value('errorCode')]).toEqual([400, 'TOO_MANY_FACTORS']);
  });
});
