import { createPublicKey } from 'node:crypto';
import { Secret } from '../../src/config/secret.js';
import { headerOf, isSignedBy, payloadOf } from './compact.js';
import { ecPair, pairFor, privatePem } from './keys/key-material.js';
import {
  ACCESS,
  AUDIENCE,
  ISSUER,
  REFRESH,
  type TokensUnderTest,
  tokensWith,
} from './tokens-under-test.js';

describe.each(['RS256', 'ES256'] as const)('tokens signed with %s', (jwtAlgorithm) => {
  const pair = pairFor(jwtAlgorithm);
  let server: TokensUnderTest;

  beforeAll(async () => {
    server = await tokensWith({ jwtAlgorithm, jwtPrivateKey: privatePem(pair) });
  });

  it('carry a signature that anybody checks with the published key', async () => {
    const [jwk] = server.publicKeys.jwks().keys;
    const published = createPublicKey({ key: { ...jwk }, format: 'jwk' });
    for (const token of [
      await server.tokens.issueAccess(ACCESS),
      await server.tokens.issueRefresh(REFRESH, 'signing-key'),
    ]) {
      expect(isSignedBy(token, published)).toBe(true);
      expect(headerOf(token)).toMatchObject({ alg: jwtAlgorithm, kid: jwk?.kid });
    }
  });

  it('say in their header which of the two kinds they are', async () => {
    expect(headerOf(await server.tokens.issueAccess(ACCESS))).toHaveProperty('typ', 'at+jwt');
    expect(headerOf(await server.tokens.issueRefresh(REFRESH))).toHaveProperty('typ', 'rt+jwt');
  });

  it('hold the claims, issuer and audience, and nothing else', async () => {
    const surplus = { ...ACCESS, password: 'not a claim' };
    const access = payloadOf(await server.tokens.issueAccess(surplus));
    expect(access).toEqual({ iss: ISSUER, aud: AUDIENCE, ...ACCESS });
    const refresh = payloadOf(await server.tokens.issueRefresh(REFRESH));
    expect(refresh).toEqual({ iss: ISSUER, aud: ISSUER, ...REFRESH });
  });

  it('come back from verification as the claims that went in', async () => {
    const access = await server.tokens.issueAccess(ACCESS);
    const refresh = await server.tokens.issueRefresh(REFRESH);
    expect(server.tokens.verifyAccess(access)).toEqual({ valid: true, claims: ACCESS });
    expect(server.tokens.verifyRefresh(refresh)).toEqual({ valid: true, claims: REFRESH });
  });

  it('are refused where the other kind belongs', async () => {
    const access = await server.tokens.issueAccess(ACCESS);
    const refresh = await server.tokens.issueRefresh(REFRESH);
    const invalid = { valid: false, refusal: 'invalid' };
    expect(server.tokens.verifyRefresh(access)).toEqual(invalid);
    expect(server.tokens.verifyAccess(refresh)).toEqual(invalid);
    expect(server.tokens.verifyAccessIgnoringExpiry(refresh)).toEqual(invalid);
  });
});

it('mints the same bits again from equal claims, whatever their order', async () => {
  const { tokens } = await tokensWith({ jwtPrivateKey: privatePem(pairFor('RS256')) });
  const { sub, uid, ...rest } = REFRESH;
  const reordered = { ...rest, uid, sub };
  expect(await tokens.issueRefresh(reordered)).toBe(await tokens.issueRefresh(REFRESH));
});

it('refuses the tokens of another issuer and for another audience with the same key', async () => {
  const settings = { jwtAlgorithm: 'ES256', jwtPrivateKey: privatePem(ecPair()) } as const;
  const { tokens } = await tokensWith(settings);
  const stranger = await tokensWith({ ...settings, issuer: `${ISSUER}/` });
  const neighbour = await tokensWith({ ...settings, audience: ['invoices'] });
  for (const other of [stranger, neighbour]) {
    expect(tokens.verifyAccess(await other.tokens.issueAccess(ACCESS)).valid).toBe(false);
  }
});

describe('a refresh token by the secret', () => {
  const jwtPrivateKey = privatePem(pairFor('RS256'));

  it('is signed HS256 by a key that is not published', async () => {
    const { tokens, publicKeys } = await tokensWith({ jwtPrivateKey });
    const { alg, kid } = headerOf(await tokens.issueRefresh(REFRESH));
    expect(alg).toBe('HS256');
    expect(publicKeys.jwks().keys.map((key) => key.kid)).not.toContain(kid);
  });

  it('outlives the signing key', async () => {
    const before = await tokensWith({ jwtPrivateKey });
    const after = await tokensWith({ jwtAlgorithm: 'ES256', jwtPrivateKey: privatePem(ecPair()) });
    const token = await before.tokens.issueRefresh(REFRESH);
    expect(after.tokens.verifyRefresh(token)).toEqual({ valid: true, claims: REFRESH });
  });

  it('is good for as long as its secret is listed, wherever in the list', async () => {
    const [old, young] = ['o', 'y'].map((letter) => new Secret(letter.repeat(32)));
    if (old === undefined || young === undefined) throw new TypeError('two secrets');
    const before = await tokensWith({ jwtPrivateKey, secrets: [old] });
    const token = await before.tokens.issueRefresh(REFRESH);
    const both = await tokensWith({ jwtPrivateKey, secrets: [young, old] });
    const after = await tokensWith({ jwtPrivateKey, secrets: [young] });
    expect(both.tokens.verifyRefresh(token).valid).toBe(true);
    expect(after.tokens.verifyRefresh(token).valid).toBe(false);
    expect(after.tokens.verifyRefresh(await both.tokens.issueRefresh(REFRESH)).valid).toBe(true);
  });
});

it('names one audience as a text and several as a list, of which a server may be any', async () => {
  const jwtPrivateKey = privatePem(pairFor('RS256'));
  const { tokens } = await tokensWith({ jwtPrivateKey, audience: ['orders', 'invoices'] });
  const token = await tokens.issueAccess(ACCESS);
  expect(payloadOf(token).aud).toEqual(['orders', 'invoices']);
  const invoices = await tokensWith({ jwtPrivateKey, audience: ['invoices'] });
  const shop = await tokensWith({ jwtPrivateKey, audience: ['shop'] });
  expect(invoices.tokens.verifyAccess(token).valid).toBe(true);
  expect(shop.tokens.verifyAccess(token).valid).toBe(false);
});
