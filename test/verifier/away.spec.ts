import type { VerifierStatus } from '../../packages/verifier/src/index.js';
import { CLIENT } from './authority/authority.js';
import { until, useAuthority, verdict } from './authority/use-authority.js';

describe('while the server is away', () => {
  const stage = useAuthority();

  it('the verifier goes on with what it knows, and says so once', async () => {
    const { authority, ready } = stage();
    const told: VerifierStatus[] = [];
    const verifier = await ready({ onStale: (status) => told.push(status) });
    authority.log.revoke('session-revoked', 's-2');
    await until(() => verifier.status().revocations === 1);
    await authority.stop();
    await until(() => verifier.status().state === 'stale');
    expect(verdict(verifier, authority.userToken())).toBe('accepted');
    expect(verdict(verifier, authority.userToken({ sid: 's-2' }))).toBe('revoked');
    expect(told.map(({ state }) => state)).toEqual(['stale']);
    authority.log.revoke('session-revoked', 's-1');
    await authority.start();
    await until(() => verifier.status().state === 'current');
    expect(verdict(verifier, authority.userToken())).toBe('revoked');
    expect(told.map(({ state }) => state)).toEqual(['stale', 'current']);
  });

  it('it is not called stale as long as the feed answers, though keys cannot be fetched', async () => {
    const { authority, ready } = stage();
    let now = Date.now();
    const told: VerifierStatus[] = [];
    const verifier = await ready({ clock: () => now, onStale: (status) => told.push(status) });
    const stranger = authority.userToken({}, { kid: 'unknown' });
    const keys = authority.keys.splice(0);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      await expect(verifier.verifyAsync(stranger)).rejects.toMatchObject({ code: 'unknown-key' });
      now += 10_000;
    }
    expect(verifier.status().state).toBe('current');
    expect(told).toEqual([]);
    authority.keys = keys;
  });

  it('the age of what is known grows', async () => {
    const { authority, ready } = stage();
    let now = Date.now();
    const verifier = await ready({ clock: () => now });
    await authority.stop();
    now += 90_000;
    const { keysAge, revocationsAge } = verifier.status();
    expect(keysAge).toBeGreaterThanOrEqual(90);
    expect(revocationsAge).toBeGreaterThanOrEqual(90);
  });

  it('every token is refused once that age is above maxStaleness', async () => {
    const { authority, ready } = stage();
    let now = Date.now();
    const verifier = await ready({ clock: () => now, maxStaleness: 60 });
    const token = authority.userToken();
    await authority.stop();
    await until(() => verifier.status().state === 'stale');
    expect(verdict(verifier, token)).toBe('accepted');
    now += 61_000;
    expect(verdict(verifier, token)).toBe('stale');
    expect(verdict(verifier, authority.userToken())).toBe('stale');
    await authority.start();
    await until(() => verdict(verifier, token) === 'accepted');
  });

  it('the feed is asked often enough to keep below maxStaleness', async () => {
    const { authority, ready } = stage();
    await ready({ maxStaleness: 10 });
    await until(() => authority.feedQueries.length > 1);
    expect(authority.feedQueries[1]?.get('wait')).toBe('5');
  });

  it('a verifier without the feed says by its keys how stale it is', async () => {
    const { authority, readyWithoutFeed } = stage();
    let now = Date.now();
    const verifier = await readyWithoutFeed({ clock: () => now, maxStaleness: 600 });
    const token = authority.userToken({ exp: Math.floor(now / 1000) + 9_000 });
    now += 599_000;
    expect(verdict(verifier, token)).toBe('accepted');
    now += 2_000;
    expect(verdict(verifier, token)).toBe('stale');
    expect(verifier.status().state).toBe('stale');
  });
});

describe('a verifier that cannot start', () => {
  const stage = useAuthority();

  it('is never ready with wrong credentials, and no secret is in what it says', async () => {
    const { verifier } = stage();
    const errors: Error[] = [];
    const clientSecret = 'not-the-secret';
    const one = verifier({ clientSecret, onError: (error) => errors.push(error) });
    const ready = one.ready().catch((error: unknown) => error);
    await until(() => errors.length > 0);
    one.close();
    expect(await ready).toMatchObject({ message: 'The verifier was closed', cause: errors[0] });
    expect(errors[0]?.message).toMatch(/revocations answered 401$/);
    expect(JSON.stringify(errors.map(({ stack }) => stack))).not.toContain(clientSecret);
  });

  it.each([
    ['issuer', { issuer: 'portcullis' }],
    ['issuer', { issuer: 'https://auth.example/' }],
    ['audience', { audience: [] }],
    ['audience', { audience: '' }],
    ['clientId and clientSecret', { clientId: CLIENT.clientId }],
    ['algorithms', { algorithms: [] }],
    ['maxStaleness', { maxStaleness: Number.NaN }],
    ['jwksUri', { jwksUri: 'keys' }],
  ])('names %s as what is wrong', async (name, options) => {
    const { readyWithoutFeed } = stage();
    await expect(async () => readyWithoutFeed(options)).rejects.toThrow(
      new RegExp(`^createVerifier: ${name}`),
    );
  });
});
