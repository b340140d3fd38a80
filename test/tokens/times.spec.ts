import { forge, headerOf, payloadOf } from './compact.js';
import { ecPair, privatePem } from './keys/key-material.js';
import { ACCESS, NOW, REFRESH, type TokensUnderTest, tokensWith } from './tokens-under-test.js';

const EXPIRED = { valid: false, refusal: 'expired' };
const INVALID = { valid: false, refusal: 'invalid' };

describe('the times in a token', () => {
  const pair = ecPair();
  let server: TokensUnderTest;
  let access: string;

  beforeEach(async () => {
    server = await tokensWith({ jwtAlgorithm: 'ES256', jwtPrivateKey: privatePem(pair) });
    access = await server.tokens.issueAccess(ACCESS);
  });

  const withClaims = (changed: object): string =>
    forge(headerOf(access), { ...payloadOf(access), ...changed }, pair.privateKey);

  it('end its life in the very second of exp', () => {
    server.setTime(ACCESS.exp * 1000 - 1);
    expect(server.tokens.verifyAccess(access)).toHaveProperty('valid', true);
    server.setTime(ACCESS.exp * 1000);
    expect(server.tokens.verifyAccess(access)).toEqual(EXPIRED);
  });

  it('end a refresh token likewise', async () => {
    const refresh = await server.tokens.issueRefresh(REFRESH);
    server.setTime(REFRESH.exp * 1000);
    expect(server.tokens.verifyRefresh(refresh)).toEqual(EXPIRED);
  });

  it('do not matter to a logout, where everything else has to hold', () => {
    server.setTime(ACCESS.exp * 2000);
    const { tokens } = server;
    expect(tokens.verifyAccessIgnoringExpiry(access)).toEqual({ valid: true, claims: ACCESS });
    expect(tokens.verifyAccessIgnoringExpiry(withClaims({ exp: undefined }))).toEqual(INVALID);
    expect(tokens.verifyAccessIgnoringExpiry(withClaims({ aud: 'other' }))).toEqual(INVALID);
  });

  it('are only called expired when the signature and every other claim hold', () => {
    server.setTime(ACCESS.exp * 1000);
    const stranger = forge(headerOf(access), payloadOf(access), ecPair().privateKey);
    expect(server.tokens.verifyAccess(stranger)).toEqual(INVALID);
    expect(server.tokens.verifyAccess(withClaims({ uid: 7 }))).toEqual(INVALID);
  });

  it.each([
    ['iat', 60, true],
    ['iat', 61, false],
    ['nbf', 60, true],
    ['nbf', 61, false],
  ])('may let %s be %i seconds ahead: %s', (claim, ahead, valid) => {
    expect(server.tokens.verifyAccess(withClaims({ [claim]: NOW + ahead })).valid).toBe(valid);
  });

  it.each([
    ['no exp', { exp: undefined }],
    ['exp as text', { exp: String(ACCESS.exp) }],
    ['a fractional exp', { exp: ACCESS.exp + 0.5 }],
    ['a negative exp', { exp: -1 }],
    ['an exp beyond what numbers hold', { exp: 1e300 }],
    ['exp null', { exp: null }],
    ['no iat', { iat: undefined }],
    ['iat as text', { iat: String(NOW) }],
    ['nbf as text', { nbf: String(NOW) }],
    ['nbf null', { nbf: null }],
  ])('are refused with %s', (_, changed) => {
    expect(server.tokens.verifyAccess(withClaims(changed))).toEqual(INVALID);
  });
});
