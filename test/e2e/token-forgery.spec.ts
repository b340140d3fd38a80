import { type Account, newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { envelopeFault, fault, INVALID_TOKEN } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { type DecodedJwt, type Members, reissue, signHs256, unsigned } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import { bearer, login, type OpenSession, refreshByBody, validation } from './harness/sessions.js';
import { SigningKey } from './harness/signing-key.js';
import type { TestServer } from './harness/test-server.js';

const thief = SigningKey.rsa();
const thiefsJwk = thief.publicKey.export({ format: 'jwk' });

interface Forgery {
  readonly name: string;
  readonly make: (token: string, server: TestServer) => string;
}

const changed = (name: string, changes: (now: number) => Partial<DecodedJwt>): Forgery => ({
  name,
  make: (token, { key, clock }) => reissue(key, token, changes(clock.seconds())),
});

const claims = (name: string, change: (now: number) => Members): Forgery =>
  changed(name, (now) => ({ claims: change(now) }));

const stolen = (name: string, header: Members): Forgery => ({
  name,
  make: (token) => reissue(thief, token, { header }),
});

/** Applied to either kind of token; the first group is signed with the server's own key. */
const FORGERIES: readonly Forgery[] = [
  changed('an untyped one', () => ({ header: { typ: undefined } })),
  changed('one typed JWT', () => ({ header: { typ: 'JWT' } })),
  changed('one that claims another algorithm', () => ({ header: { alg: 'PS256' } })),
  changed('one with a critical extension', () => ({ header: { crit: ['exp'] } })),
  claims('one without exp', () => ({ exp: undefined })),
  claims('one whose exp is text', (now) => ({ exp: String(now + 600) })),
  claims('one that is over', (now) => ({ iat: now - 900, exp: now - 1 })),
  claims('one issued in the future', (now) => ({ iat: now + 90 })),
  claims('one not valid yet', (now) => ({ nbf: now + 90 })),
  claims('one whose nbf is text', () => ({ nbf: 'tomorrow' })),
  claims("another issuer's", () => ({ iss: 'https://evil.example' })),
  claims('one for another audience', () => ({ aud: 'another' })),
  claims('one without a session', () => ({ sid: undefined })),
  claims('one without a subject', () => ({ sub: undefined })),
  claims('one of a list for an id', () => ({ uid: ['x'] })),
  stolen("one signed by a thief under the server's key id", {}),
  stolen('one signed by a thief', { kid: thief.kid }),
  stolen("one that brings the thief's key along", { kid: thief.kid, jwk: thiefsJwk }),
  stolen('one that says where to fetch the key', { jku: 'https://evil.example/jwks.json' }),
  stolen('one that names a file as its key', { kid: '../../../../dev/null' }),
  { name: 'one without a signature', make: (token) => unsigned(token) },
  { name: 'one keyed with the public key', make: (token, { key }) => signHs256(key, token) },
  { name: 'a truncated one', make: (token) => token.slice(0, -10) },
  { name: 'one with a part too many', make: (token) => `${token}.e30` },
  { name: 'one without claims', make: (token) => token.replace(/\.[^.]+\./, '..') },
  { name: 'one that was altered', make: (token) => token.replace(/\.eyJ/, '.eyK') },
];

onEachDatabase('forged tokens', (database) => {
  const server = useServer(database);
  const account: Account = newAccount('victim');
  let session: OpenSession;

  beforeAll(async () => {
    await register(server(), account);
    session = await login(server(), 'token-pair', account);
  });
  afterAll(() => {
    thief.remove();
  });

  it.each(FORGERIES)('$name is refused as access token', async ({ make }) => {
    const headers = bearer(make(session.accessToken, server()));
    expectAnswer(
      await server().send({ path: ROUTES.validate, headers }),
      envelopeFault(ROUTES.validate, INVALID_TOKEN),
    );
    expectAnswer(await server().get(ROUTES.me, headers), fault(ROUTES.me, INVALID_TOKEN));
  });

  it.each(FORGERIES)('$name is refused as refresh token', async ({ make }) => {
    const forged = make(session.refreshToken, server());
    expectAnswer(await refreshByBody(server(), forged), fault(ROUTES.refresh, INVALID_TOKEN));
  });

  it('none of them harmed the session', async () => {
    expect(await validation(server(), session.accessToken)).toBe(200);
    expect((await refreshByBody(server(), session.refreshToken)).status).toBe(200);
  });

  it('clocks may differ by a minute', async () => {
    const ahead = server().clock.seconds() + 30;
    const token = reissue(server().key, session.accessToken, {
      claims: { iat: ahead, nbf: ahead },
    });
    expect(await validation(server(), token)).toBe(200);
  });

  it('a refresh token for a generation not yet reached is refused', async () => {
    const { refreshToken } = await login(server(), 'token-pair', account);
    const leap = reissue(server().key, refreshToken, { claims: { gen: 7 } });
    expect((await refreshByBody(server(), leap)).status).toBe(401);
  });

  it('a refresh token of a session that never was is refused', async () => {
    const stray = reissue(server().key, session.refreshToken, { claims: { sid: 'nowhere' } });
    expect((await refreshByBody(server(), stray)).status).toBe(401);
  });
});
