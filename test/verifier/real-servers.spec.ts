import { type Account, register } from '../e2e/harness/accounts.js';
import { type Credentials, serviceToken } from '../e2e/harness/clients.js';
import { onEachDatabase } from '../e2e/harness/each-database.js';
import { freePort } from '../e2e/harness/free-port.js';
import { decode } from '../e2e/harness/jwt.js';
import { useProcesses } from '../e2e/harness/processes.js';
import { ROUTES } from '../e2e/harness/routes.js';
import { bearer, login } from '../e2e/harness/sessions.js';
import type { SpawnedServer } from '../e2e/harness/spawned-server.js';
import { RealVerifier } from './authority/real-verifier.js';
import { until } from './authority/use-authority.js';

onEachDatabase('the published verifier, beside two instances', (database) => {
  const processes = useProcesses(database);
  /** Where people log in and out. */
  let near: SpawnedServer;
  /** The one that the verifier follows, found by the issuer's name. */
  let far: SpawnedServer;
  let issuer: string;
  let account: Account;
  let client: Credentials;
  let verifiers: RealVerifier[] = [];

  const startFar = (): Promise<SpawnedServer> =>
    processes().start({ ISSUER: issuer, PORT: new URL(issuer).port });

  beforeAll(async () => {
    issuer = `http://localhost:${await freePort()}`;
    near = await processes().start({ ISSUER: issuer });
    far = await startFar();
    account = await register(near);
    client = await processes().newClient('orders');
  });

  afterEach(() => {
    for (const each of verifiers) each.close();
    verifiers = [];
  });

  async function started(maxStaleness = Infinity): Promise<RealVerifier> {
    const [clientId, clientSecret] = [client.id, client.secret];
    const options = { issuer, audience: 'portcullis', clientId, clientSecret, maxStaleness };
    const verifier = new RealVerifier(options);
    verifiers.push(verifier);
    await verifier.ready();
    return verifier;
  }

  const token = async (): Promise<string> => (await login(near, 'token-pair', account)).accessToken;
  const sidOf = (accessToken: string): string => String(decode(accessToken).claims.sid);

  async function logOut(accessToken: string): Promise<void> {
    const { status } = await near.send({ path: ROUTES.logout, headers: bearer(accessToken) });
    expect(status).toBe(204);
  }

  it('judges tokens of people and services, and asks for none of them', async () => {
    const verifier = await started();
    const tokens = [await token(), await token(), await serviceToken(near, client)];
    for (const each of tokens) expect(verifier.verify(each)).toEqual(decode(each).claims);
    expect(new Set(verifier.answered)).toEqual(
      new Set([ROUTES.oauthMetadata, ROUTES.jwks, ROUTES.revocations]),
    );
    expect(verifier.status).toMatchObject({ state: 'current', feed: 'on', keys: 1 });
  });

  it('refuses a token with the next answer of the feed after a logout at the other one', async () => {
    const verifier = await started();
    const [ended, kept] = [await token(), await token()];
    expect([ended, kept].map((each) => verifier.verdict(each))).toEqual(['accepted', 'accepted']);
    const answers = (): number =>
      verifier.answered.filter((path) => path === ROUTES.revocations).length;
    const before = answers();
    await logOut(ended);
    await verifier.heardOf(sidOf(ended));
    expect(verifier.verdict(ended)).toBe('revoked');
    expect(answers()).toBe(before + 1);
    expect(verifier.verdict(kept)).toBe('accepted');
  });

  it('goes on without the server, says how old its news is, and hears what it missed', async () => {
    const verifier = await started();
    const [before, meanwhile, kept] = [await token(), await token(), await token()];
    await logOut(before);
    await verifier.heardOf(sidOf(before));
    await far.kill();
    await until(() => verifier.told.length > 0);
    verifier.ahead = 90_000;
    expect(verifier.status.state).toBe('stale');
    expect(verifier.status.revocationsAge).toBeGreaterThanOrEqual(90);
    await logOut(meanwhile);
    const verdicts = (): readonly string[] =>
      [before, meanwhile, kept].map((each) => verifier.verdict(each));
    expect(verdicts()).toEqual(['revoked', 'accepted', 'accepted']);
    far = await startFar();
    await until(() => verifier.told.length > 1);
    expect(verifier.told.map(({ state }) => state)).toEqual(['stale', 'current']);
    expect(verdicts()).toEqual(['revoked', 'revoked', 'accepted']);
  });

  it('refuses all tokens beyond maxStaleness, until the server is back', async () => {
    const verifier = await started(60);
    const good = await token();
    await far.kill();
    await until(() => verifier.told.length > 0);
    expect(verifier.verdict(good)).toBe('accepted');
    verifier.ahead = 61_000;
    expect(verifier.verdict(good)).toBe('stale');
    far = await startFar();
    await until(() => verifier.verdict(good) === 'accepted');
    expect(verifier.status.state).toBe('current');
  });
});
