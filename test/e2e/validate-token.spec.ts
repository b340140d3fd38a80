import { RevocationIndex } from '../../src/token-store/revocation-index.js';
import { type Account, newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { eventually } from './harness/eventually.js';
import { envelopeFault, INVALID_TOKEN } from './harness/expected-faults.js';
import { anEnvelopeTimestamp, expectAnswer } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';
import {
  bearer,
  CONTRACTS,
  cookieHeader,
  login,
  type OpenSession,
  validation,
} from './harness/sessions.js';
import { HOUR, MINUTE, TestClock } from './harness/test-clock.js';
import { TestServer } from './harness/test-server.js';

const path = ROUTES.validate;
const refusal = envelopeFault(path, INVALID_TOKEN);
const VALID = {
  status: 200,
  body: { timestamp: anEnvelopeTimestamp, status: 200, message: 'Token is valid', data: true },
};

onEachDatabase('validating a token', (database) => {
  const server = useServer(database);
  const account: Account = newAccount('validated');
  const open = (): Promise<OpenSession> => login(server(), 'token-pair', account);

  beforeAll(() => register(server(), account));

  it.each(CONTRACTS)('accepts the access token of a %s session', async (contract) => {
    const { accessToken } = await login(server(), contract, account);
    expectAnswer(await server().send({ path, headers: bearer(accessToken) }), VALID);
  });

  it.each(['application/json', 'text/plain', 'application/x-www-form-urlencoded'])(
    'takes an empty body of type %s for none',
    async (type) => {
      const headers = { ...bearer((await open()).accessToken), 'content-type': type };
      expectAnswer(await server().send({ path, headers, body: '' }), VALID);
    },
  );

  it('refuses a refresh token', async () => {
    const headers = bearer((await open()).refreshToken);
    expectAnswer(await server().send({ path, headers }), refusal);
  });

  it('refuses what is not a Bearer token', async () => {
    const { accessToken } = await open();
    const headers = cookieHeader(accessToken, 'Auth-Access-Token');
    expectAnswer(await server().send({ path, headers }), refusal);
    expectAnswer(await server().send({ path: `${path}?token=${accessToken}` }), {
      ...refusal,
    });
    expectAnswer(await server().send({ path, json: { token: accessToken } }), refusal);
  });

  it("refuses an expired token, after the contract's own life", async () => {
    const { accessToken } = await open();
    server().clock.advance(14 * MINUTE);
    expect(await validation(server(), accessToken)).toBe(200);
    server().clock.advance(MINUTE + 1);
    expectAnswer(await server().send({ path, headers: bearer(accessToken) }), refusal);
  });

  it('refuses a logged-out token at once', async () => {
    const { accessToken } = await open();
    await server().send({ path: ROUTES.logout, headers: bearer(accessToken) });
    expectAnswer(await server().send({ path, headers: bearer(accessToken) }), refusal);
  });

  it('refuses a logged-out token after the clock was two hours ahead for a moment', async () => {
    const { accessToken } = await login(server(), 'envelope', account);
    await server().send({ path: ROUTES.logout, headers: bearer(accessToken) });
    server().clock.step(2 * HOUR);
    await server().resolve(RevocationIndex).poll();
    server().clock.step(-2 * HOUR);
    expectAnswer(await server().send({ path, headers: bearer(accessToken) }), refusal);
  });
});

onEachDatabase('validating a token on another instance', (database) => {
  const server = useServer(database);
  let other: TestServer;

  beforeAll(async () => {
    const { databaseUrl, clock, key } = server();
    other = await TestServer.start({ databaseUrl, clock, key });
  });
  afterAll(() => other.close());

  it('accepts the session, and refuses it soon after the logout', async () => {
    const account = await register(server());
    const { accessToken } = await login(server(), 'envelope', account);
    expect(await validation(other, accessToken)).toBe(200);
    await server().send({ path: ROUTES.logout, headers: bearer(accessToken) });
    await eventually(async () => (await validation(other, accessToken)) === 401);
  });

  it('knows at boot what was revoked before', async () => {
    const account = await register(server());
    const { accessToken } = await login(server(), 'envelope', account);
    await server().send({ path: ROUTES.logout, headers: bearer(accessToken) });
    const { databaseUrl, clock, key } = server();
    const late = await TestServer.start({ databaseUrl, clock, key });
    expect(await validation(late, accessToken)).toBe(401);
    await late.close();
  });

  it.each([-10 * MINUTE, 10 * MINUTE])(
    'refuses it after a logout where the clock is off by %d s',
    async (off) => {
      const { databaseUrl, clock, key } = server();
      const skewed = new TestClock();
      const elsewhere = await TestServer.start({ databaseUrl, clock: skewed, key });
      try {
        skewed.advance(clock.seconds() - skewed.seconds());
        skewed.step(off);
        const account = await register(server());
        // Where the clock is behind: a token from the future is good for nobody yet.
        const issuer = off < 0 ? elsewhere : server();
        const { accessToken } = await login(issuer, 'envelope', account);
        expect(await validation(server(), accessToken)).toBe(200);
        const headers = bearer(accessToken);
        expect((await elsewhere.send({ path: ROUTES.logout, headers })).status).toBe(204);
        await eventually(async () => (await validation(server(), accessToken)) === 401);
      } finally {
        await elsewhere.close();
      }
    },
  );
});
