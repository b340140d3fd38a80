import { createPublicKey } from 'node:crypto';
import { headerOf, isSignedBy, payloadOf } from './compact.js';
import { ecPair, pairFor, privatePem } from './key-material.js';
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
      await server.tokens.issueRefresh(REFRESH),
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
    const common = { iss: ISSUER, aud: AUDIENCE };
    const surplus = { ...ACCESS, password: 'not a claim' };
    expect(payloadOf(await server.tokens.issueAccess(surplus))).toEqual({ ...common, ...ACCESS });
    expect(payloadOf(await server.tokens.issueRefresh(REFRESH))).toEqual({ ...common, ...REFRESH });
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
  const neighbour = await tokensWith({ ...settings, audience: 'invoices' });
  for (const other of [stranger, neighbour]) {
    expect(tokens.verifyAccess(await other.tokens.issueAccess(ACCESS)).valid).toBe(false);
  }
});
