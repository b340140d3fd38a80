import { VerifiedTokenCache } from '../../src/tokens/bearers.js';
import { ecPair, privatePem } from './keys/key-material.js';
import { ACCESS, tokensWith } from './tokens-under-test.js';

const CAPACITY = 10;

describe('the memory of verified tokens', () => {
  const filledWith = (...tokens: readonly string[]): VerifiedTokenCache<string> => {
    const recent = new VerifiedTokenCache<string>(CAPACITY);
    for (const token of tokens) recent.add(token, `claims of ${token}`);
    return recent;
  };
  const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => `t${i}`);

  it('tells what it was told, and nothing of a stranger', () => {
    const recent = filledWith('known');
    expect(recent.get('known')).toBe('claims of known');
    expect(recent.get('unknown')).toBeUndefined();
  });

  it('is not taken in by a token that only ends like another', () => {
    const end = 'x'.repeat(100);
    const recent = filledWith(`one.${end}`);
    expect(recent.get(`two.${end}`)).toBeUndefined();
    recent.add(`two.${end}`, 'claims of two');
    expect(recent.get(`two.${end}`)).toBe('claims of two');
    expect(recent.get(`one.${end}`)).toBeUndefined();
  });

  it('holds no more than its capacity, and the newest for certain', () => {
    const tokens = numbered(1000);
    const recent = filledWith(...tokens);
    const held = tokens.filter((token) => recent.get(token) !== undefined);
    expect(held.length).toBeLessThanOrEqual(CAPACITY);
    expect(held).toContain('t999');
  });

  it('keeps what is asked for again and again', () => {
    const recent = filledWith('busy');
    for (const token of numbered(1000)) {
      recent.add(token, token);
      expect(recent.get('busy')).toBe('claims of busy');
    }
  });
});

describe('an access token that was verified before', () => {
  it('gives the same claims again, and lends nothing to a copy with another signature', async () => {
    const { tokens } = await tokensWith({
      jwtAlgorithm: 'ES256',
      jwtPrivateKey: privatePem(ecPair()),
    });
    const token = await tokens.issueAccess(ACCESS);
    const first = tokens.verifyAccess(token);
    expect(tokens.verifyAccess(token)).toEqual(first);
    const [header, payload] = token.split('.');
    const [, , signature] = (await tokens.issueAccess({ ...ACCESS, jti: 'access-2' })).split('.');
    expect(tokens.verifyAccess(`${header}.${payload}.${signature}`)).toHaveProperty('valid', false);
  });
});
