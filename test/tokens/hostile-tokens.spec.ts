import { forge, forgeWithSecret, headerOf, type Members, payloadOf, unsigned } from './compact.js';
import { ecPair, keyDirectory, privatePem, publicPem, rsaPair } from './keys/key-material.js';
import { ACCESS, REFRESH, type TokensUnderTest, tokensWith } from './tokens-under-test.js';

const INVALID = { valid: false, refusal: 'invalid' };

describe('a hostile token', () => {
  const own = rsaPair();
  const retired = ecPair();
  const foreign = rsaPair();
  let server: TokensUnderTest;
  let access: string;
  let header: Members;
  let payload: Members;

  beforeAll(async () => {
    server = await tokensWith({
      jwtKeysDir: keyDirectory({
        'a.active.pem': privatePem(own),
        'b.pub.pem': publicPem(retired),
      }),
    });
    access = await server.tokens.issueAccess(ACCESS);
    header = headerOf(access);
    payload = payloadOf(access);
  });

  const refused = (token: string): void => {
    expect(server.tokens.verifyAccess(token)).toEqual(INVALID);
    expect(server.tokens.verifyAccessIgnoringExpiry(token)).toEqual(INVALID);
  };

  const kidOf = (kty: string): string | undefined =>
    server.publicKeys.jwks().keys.find((key) => key.kty === kty)?.kid;

  it('is told from an honest one made by the same means', () => {
    const honest = forge(header, payload, own.privateKey);
    expect(server.tokens.verifyAccess(honest)).toEqual({ valid: true, claims: ACCESS });
    const byRetired = forge(
      { ...header, alg: 'ES256', kid: kidOf('EC') },
      payload,
      retired.privateKey,
    );
    expect(server.tokens.verifyAccess(byRetired)).toEqual({ valid: true, claims: ACCESS });
  });

  it.each(['none', 'None', 'NONE', '', null])('names the algorithm %p', (alg) => {
    refused(unsigned({ ...header, alg }, payload));
    refused(`${unsigned({ ...header, alg }, payload)}AA`);
  });

  it('signs with HS256 and the public key as its secret', () => {
    for (const secret of [publicPem(own), publicPem(own).trim(), JSON.stringify(own.publicKey)]) {
      refused(forgeWithSecret({ ...header, alg: 'HS256' }, payload, secret));
    }
  });

  it('names an algorithm that its key does not answer to', () => {
    refused(forge({ ...header, alg: 'RS512' }, payload, own.privateKey));
    refused(forge({ ...header, alg: 'PS256' }, payload, own.privateKey));
    refused(forge({ ...header, kid: kidOf('EC') }, payload, retired.privateKey));
    refused(forge({ ...header, alg: 'ES256' }, payload, retired.privateKey));
  });

  it('brings or points to a key of its own', () => {
    const jwk = foreign.publicKey.export({ format: 'jwk' });
    const { kid, ...kidless } = header;
    for (const start of [kidless, { ...kidless, kid: 'mine' }, { ...kidless, kid }]) {
      refused(forge({ ...start, jwk }, payload, foreign.privateKey));
      refused(forge({ ...start, jku: 'https://evil.example/jwks' }, payload, foreign.privateKey));
      refused(forge({ ...start, x5u: 'https://evil.example/x5u' }, payload, foreign.privateKey));
      refused(forge({ ...start, x5c: ['MIIB'] }, payload, foreign.privateKey));
    }
  });

  it('claims a known kid for a foreign signature', () => {
    refused(forge(header, payload, foreign.privateKey));
  });

  it.each([
    '../../etc/passwd',
    '/dev/null',
    'a.active.pem',
    '__proto__',
    "' OR 1=1 --",
    '',
    7,
    null,
    ['x'],
  ])('has the kid %p', (kid) => {
    refused(forge({ ...header, kid }, payload, own.privateKey));
  });

  it('asks for a critical extension', () => {
    refused(forge({ ...header, crit: ['exp'] }, payload, own.privateKey));
    refused(forge({ ...header, crit: [] }, payload, own.privateKey));
  });

  it.each([undefined, null, 'JWT', 'AT+JWT', 'rt+jwt', 1])('is of the type %p', (typ) => {
    refused(forge({ ...header, typ }, payload, own.privateKey));
  });

  it.each([
    ['no segments', () => ''],
    ['one dot', () => access.slice(0, access.lastIndexOf('.'))],
    ['no signature', () => access.slice(0, access.lastIndexOf('.') + 1)],
    ['a fourth segment', () => `${access}.AA`],
    ['half of itself', () => access.slice(0, access.length / 2)],
    ['its last character missing', () => access.slice(0, -1)],
    ['padding', () => `${access}==`],
    ['a line break after it', () => `${access}\n`],
    ['a blank before it', () => ` ${access}`],
    ['characters of plain base64', () => access.replace(/[-_]/, '+')],
    ['a NUL in it', () => `${access}\0`],
    ['a BOM before it', () => `\uFEFF${access}`],
    ['more than 8 KiB', () => forge(header, { ...payload, x: 'x'.repeat(8192) }, own.privateKey)],
    ['a header that is no object', () => access.replace(/^[^.]+/, 'bnVsbA')],
    ['a header that is no JSON', () => access.replace(/^[^.]+/, 'AAAA')],
    ['a payload that is no object', () => forge(header, 'text', own.privateKey)],
    ['a payload that is null', () => forge(header, null, own.privateKey)],
    ['a payload that is a list', () => forge(header, [payload], own.privateKey)],
  ])('has %s', (_, token) => {
    refused(token());
  });

  it('spells its signature with other trailing bits', () => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet.indexOf(access.slice(-1));
    const respelled = access.slice(0, -1) + alphabet.charAt(last + 1);
    expect(Buffer.from(respelled, 'base64url')).toEqual(Buffer.from(access, 'base64url'));
    refused(respelled);
  });

  it.each([
    ['sub', [undefined, null, 7, '', ['a'], { a: 1 }]],
    ['uid', [undefined, null, 7, '']],
    ['sid', [undefined, null, 7, '']],
    ['jti', [undefined, null, 7, '']],
    ['roles', [undefined, null, 'user', [7], [['user']], { 0: 'user' }]],
    ['iss', [undefined, null, 'https://evil.example', ['https://auth.example.com']]],
    ['aud', [undefined, null, '', 'other', ['other'], {}]],
  ])('is well signed but its %s is of the wrong kind', (claim, values) => {
    for (const value of values)
      refused(forge(header, { ...payload, [claim]: value }, own.privateKey));
  });

  it('is a refresh token whose own claims are of the wrong kind', async () => {
    const refresh = await server.tokens.issueRefresh(REFRESH);
    for (const changed of [
      { gen: '3' },
      { gen: -1 },
      { gen: 1.5 },
      { gen: undefined },
      { ctr: undefined },
      { ctr: 4 },
      { auth_time: undefined },
      { sxp: 'never' },
    ]) {
      const token = forge(headerOf(refresh), { ...payloadOf(refresh), ...changed }, own.privateKey);
      expect(server.tokens.verifyRefresh(token)).toEqual(INVALID);
    }
  });
});
