import { ConfigurationError } from '../../src/config/configuration-error.js';
import type { Settings } from '../../src/config/app-config.js';
import { SigningKey } from '../e2e/harness/signing-key.js';
import { ACCESS, tokensWith } from './tokens-under-test.js';

const roles = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `role-${String(n).padStart(3, '0')}-${'x'.repeat(55)}`);
const LONGEST_NAME = '\u{1F600}'.repeat(256);
/** The longest cookie that carries an access token, with all its attributes. */
const COOKIE =
  '__Host-Auth-Access-Token=; Max-Age=31536000; Path=/; HttpOnly; Secure; SameSite=Lax; Expires=Thu, 01 Jan 1970 00:00:00 GMT';

describe('an access token', () => {
  const key = SigningKey.rsa();
  const settings = { jwtKeysDir: key.directory };
  afterAll(() => {
    key.remove();
  });

  const refusal = (more: Partial<Settings>): Promise<unknown> =>
    tokensWith({ ...settings, ...more }).then(
      () => null,
      (error: unknown) => (error instanceof ConfigurationError ? error.faults : error),
    );

  it.each([
    ['many roles', { ...ACCESS, roles: roles(500) }],
    ['the longest name', { ...ACCESS, sub: LONGEST_NAME, roles: roles(500) }],
    ['one enormous role', { ...ACCESS, roles: ['x'.repeat(10_000)] }],
  ])('fits a cookie with %s, and is good', async (_case, claims) => {
    const { tokens } = await tokensWith(settings);
    const token = await tokens.issueAccess(claims);
    expect(token.length + COOKIE.length).toBeLessThanOrEqual(4096);
    const verified = tokens.verifyAccess(token);
    if (!verified.valid) throw new Error('the token is refused');
    const kept = verified.claims.roles;
    expect(kept).toEqual(claims.roles.slice(0, kept.length));
  });

  it('keeps all the roles that fit', async () => {
    const { tokens } = await tokensWith(settings);
    const all = { ...ACCESS, roles: roles(25) };
    const verified = tokens.verifyAccess(await tokens.issueAccess(all));
    expect(verified).toEqual({ valid: true, claims: all });
  });

  it('names the roles that services ask for, and no other', async () => {
    const { tokens } = await tokensWith({ ...settings, accessTokenRoles: ['auditor', 'absent'] });
    const verified = tokens.verifyAccess(await tokens.issueAccess(ACCESS));
    expect(verified).toMatchObject({ valid: true, claims: { roles: ['auditor'] } });
  });

  it('is not made too long by default roles that it does not name', async () => {
    expect(await refusal({ defaultRoles: roles(60), accessTokenRoles: ['user'] })).toBeNull();
  });

  it('is the reason to refuse settings that make it too long', async () => {
    expect(await refusal({ defaultRoles: roles(60) })).toEqual([
      'DEFAULT_ROLES make tokens too long for a cookie',
    ]);
    expect(await refusal({ audience: ['a'.repeat(3000)] })).toEqual([
      'ISSUER, AUDIENCE and the signing key make tokens too long for a cookie',
    ]);
    expect(await refusal({ defaultRoles: ['user', 'reader'] })).toBeNull();
  });
});
