import { createPublicKey, type JsonWebKey, verify } from 'node:crypto';
import { newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { decode, numeric } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import {
  bearer,
  CONTRACTS,
  type ContractName,
  login,
  type OpenSession,
} from './harness/sessions.js';
import { SigningKey } from './harness/signing-key.js';
import { DAY } from './harness/test-clock.js';
import { KnownDevices } from '../../src/credentials/known-devices.js';
import { TestServer } from './harness/test-server.js';
import { setRoles } from './harness/user-rows.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const ISSUER = 'http://localhost:3000';
const ACCESS_LIFE: Readonly<Record<ContractName, number>> = {
  'token-pair': 900,
  'bearer-cookie': 3600,
  combined: 3600,
  envelope: 3600,
  'success-flag': 3600,
};

async function publishedKeys(server: TestServer): Promise<readonly JsonWebKey[]> {
  const keys = (await server.get(ROUTES.jwks)).value('keys');
  if (!Array.isArray(keys)) throw new Error('no keys are published');
  return keys as readonly JsonWebKey[];
}

/** What a service does that has never heard of us: JWKS, `kid`, signature. */
async function verifyOffline(server: TestServer, token: string): Promise<boolean> {
  const { header } = decode(token);
  const jwk = (await publishedKeys(server)).find(({ kid }) => kid === header.kid);
  if (!jwk) return false;
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  const [head, claims, signature] = token.split('.');
  return verify(
    'sha256',
    Buffer.from(`${head}.${claims}`),
    { key, dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature ?? '', 'base64url'),
  );
}

onEachDatabase('the tokens', (database) => {
  const server = useServer(database);
  const account = { ...newAccount(), username: 'Zoë', email: 'zoe@example.com' };
  const open = (contract: ContractName = 'token-pair'): Promise<OpenSession> =>
    login(server(), contract, account);

  beforeAll(() => register(server(), account));

  it.each(CONTRACTS)('an access token of a %s session says who, until when', async (contract) => {
    const { accessToken } = await open(contract);
    const { header, claims } = decode(accessToken);
    expect(header).toEqual({ alg: 'RS256', typ: 'at+jwt', kid: server().key.kid });
    expect(claims).toEqual({
      iss: ISSUER,
      aud: 'portcullis',
      sub: 'Zoë',
      uid: expect.stringMatching(UUID),
      sid: expect.stringMatching(/\S/),
      client_id: contract,
      roles: ['user'],
      auth_time: claims.iat,
      amr: ['pwd'],
      iat: expect.any(Number),
      exp: numeric(claims, 'iat') + ACCESS_LIFE[contract],
      jti: expect.stringMatching(/\S/),
    });
    expect(Math.abs(numeric(claims, 'iat') - server().clock.seconds())).toBeLessThanOrEqual(5);
  });

  it.each(CONTRACTS)('a refresh token of a %s session names its row', async (contract) => {
    const { accessToken, refreshToken } = await open(contract);
    const { header, claims } = decode(refreshToken);
    const access = decode(accessToken).claims;
    const iat = numeric(claims, 'iat');
    expect(header).toEqual(
      contract === 'token-pair'
        ? { alg: 'RS256', typ: 'rt+jwt', kid: server().key.kid }
        : { alg: 'HS256', typ: 'rt+jwt', kid: expect.stringMatching(/^[\w-]{16}$/) },
    );
    expect(claims).toEqual({
      iss: ISSUER,
      aud: ISSUER,
      sub: 'Zoë',
      uid: access.uid,
      sid: access.sid,
      jti: expect.stringMatching(/\S/),
      iat,
      exp: iat + 7 * DAY,
      gen: 0,
      ctr: expect.stringContaining(contract),
      auth_time: iat,
      amr: ['pwd'],
      sxp: iat + 30 * DAY,
      net: expect.stringMatching(/^[\w-]{8}$/),
      dev: expect.stringMatching(/^[\w-]{8}$/),
    });
  });

  it.each(CONTRACTS)(
    'an account with hundreds of roles logs in by %s and is validated',
    async (contract) => {
      const roles = Array.from({ length: 300 }, (_, n) => `a-rather-long-role-${n}`);
      await setRoles(server(), account.username, roles);
      try {
        const { accessToken } = await open(contract);
        expect(accessToken.length).toBeLessThan(4000);
        const validated = await server().send({
          path: ROUTES.validate,
          headers: bearer(accessToken),
        });
        expect(validated.status).toBe(200);
        const me = await server().get(ROUTES.me, bearer(accessToken));
        expect(me.value('roles')).toEqual(roles);
      } finally {
        await setRoles(server(), account.username, ['user']);
      }
    },
  );

  it('both are verified offline with the published keys', async () => {
    const { accessToken, refreshToken } = await open();
    expect(await verifyOffline(server(), accessToken)).toBe(true);
    expect(await verifyOffline(server(), refreshToken)).toBe(true);
  });

  it('no two are alike', async () => {
    const sessions = [await open(), await open()];
    const ids = sessions.flatMap(({ accessToken, refreshToken }) =>
      [accessToken, refreshToken].map((token) => decode(token).claims.jti),
    );
    expect(new Set(ids).size).toBe(4);
  });

  it('the keys are published without their private half, for caches to keep', async () => {
    const answer = await server().get(ROUTES.jwks);
    const { n, e, kty } = server().key.publicKey.export({ format: 'jwk' });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      keys: [{ kty, n, e, kid: server().key.kid, use: 'sig', alg: 'RS256' }],
    });
    expect(answer.header('cache-control')).toMatch(/public.*max-age=[1-9]|max-age=[1-9]/);
  });
});

onEachDatabase('the tokens, with an elliptic curve', (database) => {
  const server = useServer(database, {
    key: SigningKey.ec(),
    settings: { jwtAlgorithm: 'ES256', issuer: 'https://auth.example.com', audience: ['shop'] },
  });

  it('are signed ES256 in the name of the configured issuer, and verified offline', async () => {
    const { accessToken, refreshToken } = await login(
      server(),
      'token-pair',
      await register(server()),
    );
    for (const token of [accessToken, refreshToken]) {
      const { header, claims } = decode(token);
      expect(header).toMatchObject({ alg: 'ES256', kid: server().key.kid });
      expect(claims.iss).toBe('https://auth.example.com');
      expect(await verifyOffline(server(), token)).toBe(true);
    }
    expect(decode(accessToken).claims.aud).toBe('shop');
    expect(decode(refreshToken).claims.aud).toBe('https://auth.example.com');
  });
});

onEachDatabase('the tokens of a server for several services', (database) => {
  const server = useServer(database, { settings: { audience: ['orders', 'invoices'] } });

  it('name all of them, and are good here', async () => {
    const { accessToken } = await login(server(), 'envelope', await register(server()));
    expect(decode(accessToken).claims.aud).toEqual(['orders', 'invoices']);
    const validated = await server().send({ path: ROUTES.validate, headers: bearer(accessToken) });
    expect(validated.status).toBe(200);
  });
});

onEachDatabase('a signing key that takes over from another', (database) => {
  const server = useServer(database);

  it('forgets no session whose refresh token it did not sign, and no device', async () => {
    const account = await register(server());
    const sessions: OpenSession[] = [];
    for (const contract of CONTRACTS.filter((each) => each !== 'token-pair')) {
      sessions.push(await login(server(), contract, account));
    }
    const uids = sessions.map(({ accessToken }) => String(decode(accessToken).claims.uid));
    const [uid = ''] = uids;
    const mark = server().resolve(KnownDevices).mark(undefined, uid);
    const after = await TestServer.start({
      databaseUrl: server().databaseUrl,
      key: SigningKey.ec(),
      settings: { jwtAlgorithm: 'ES256' },
    });
    try {
      for (const { refreshToken } of sessions) {
        expect((await after.post(ROUTES.refresh, { refreshToken })).status).toBe(200);
      }
      expect(after.resolve(KnownDevices).recognise(mark, uid)).not.toBeNull();
    } finally {
      await after.close();
    }
  });
});
