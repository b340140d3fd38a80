import { createPublicKey } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Settings } from '../../../src/config/app-config.js';
import { ConfigurationError } from '../../../src/config/configuration-error.js';
import { forge, headerOf, payloadOf } from '../compact.js';
import { ecPair, keyDirectory, privatePem, publicPem, rsaPair } from './key-material.js';
import { ACCESS, tokensWith } from '../tokens-under-test.js';

const rsa = rsaPair();
const ec = ecPair();

async function faultsWith(settings: Partial<Settings>): Promise<readonly string[]> {
  try {
    await tokensWith(settings);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
}

/** Boots on these files and expects a single fault. */
async function faultOf(
  files: Readonly<Record<string, string>>,
  settings: Partial<Settings> = {},
): Promise<string> {
  const directory = keyDirectory(files);
  const faults = await faultsWith({ jwtKeysDir: directory, ...settings });
  expect(faults).toHaveLength(1);
  return faults.join().replaceAll(`${directory}/`, '').replaceAll(directory, '<dir>');
}

describe('the key directory', () => {
  it('publishes the signing key first and every other key after it, with their thumbprints', async () => {
    const other = rsaPair();
    const { publicKeys } = await tokensWith({
      jwtKeysDir: keyDirectory({
        'a-next.pem': privatePem(other),
        'b-old.pub.pem': publicPem(ec),
        'c.active.pem': privatePem(rsa),
        'notes.txt': 'not a key',
      }),
    });
    const { keys } = publicKeys.jwks();
    expect(keys.map(({ kty, alg, use }) => ({ kty, alg, use }))).toEqual([
      { kty: 'RSA', alg: 'RS256', use: 'sig' },
      { kty: 'RSA', alg: 'RS256', use: 'sig' },
      { kty: 'EC', alg: 'ES256', use: 'sig' },
    ]);
    const published = keys.map((key) => createPublicKey({ key: { ...key }, format: 'jwk' }));
    const expected = [rsa, other, ec].map(({ publicKey }) => publicKey);
    expect(published.map((key, index) => key.equals(expected[index] ?? key))).toEqual([
      true,
      true,
      true,
    ]);
    expect(JSON.stringify(keys)).not.toMatch(/"(d|p|q|dp|dq|qi)":/);
  });

  it('computes the kid that RFC 7638 gives for its own example', async () => {
    const n =
      '0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw';
    const example = createPublicKey({ key: { kty: 'RSA', n, e: 'AQAB' }, format: 'jwk' });
    const { publicKeys } = await tokensWith({
      jwtKeysDir: keyDirectory({
        'now.active.pem': privatePem(rsa),
        'rfc.pub.pem': example.export({ type: 'spki', format: 'pem' }).toString(),
      }),
    });
    expect(publicKeys.jwks().keys[1]?.kid).toBe('NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs');
  });

  it('keeps the tokens of yesterday alive when another key takes over', async () => {
    const before = await tokensWith({
      jwtKeysDir: keyDirectory({ 'one.active.pem': privatePem(rsa) }),
    });
    const token = await before.tokens.issueAccess(ACCESS);
    const after = await tokensWith({
      jwtAlgorithm: 'ES256',
      jwtKeysDir: keyDirectory({ 'one.pub.pem': publicPem(rsa), 'two.active.pem': privatePem(ec) }),
    });
    expect(after.tokens.verifyAccess(token)).toEqual({ valid: true, claims: ACCESS });
    const unknown = forge(headerOf(token), payloadOf(token), rsa.privateKey);
    const forgetful = await tokensWith({
      jwtAlgorithm: 'ES256',
      jwtKeysDir: keyDirectory({ 'two.active.pem': privatePem(ec) }),
    });
    expect(forgetful.tokens.verifyAccess(unknown).valid).toBe(false);
  });

  it('publishes a key once though two files hold it', async () => {
    const { publicKeys } = await tokensWith({
      jwtKeysDir: keyDirectory({ 'a.active.pem': privatePem(rsa), 'a.pub.pem': publicPem(rsa) }),
    });
    expect(publicKeys.jwks().keys).toHaveLength(1);
  });
});

describe('the boot is refused, naming the file,', () => {
  it('when two keys are active', async () => {
    const files = { 'a.active.pem': privatePem(rsa), 'b.active.pem': privatePem(rsaPair()) };
    expect(await faultOf(files)).toBe(
      'a.active.pem and b.active.pem cannot both sign, only one file may be active',
    );
  });

  it.each([
    ['an RSA key under 2048 bits', privatePem(rsaPair(1024)), /RSA key of 1024 bits/],
    ['another curve', privatePem(ecPair('P-384')), /must hold an RSA or an EC P-256 key/],
    ['a public key', publicPem(rsa), /public key where a private key belongs/],
    ['no key', 'hunter2', /no readable private key/],
    ['nothing', '', /no readable private key/],
    [
      'an encrypted key',
      rsa.privateKey
        .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' })
        .toString(),
      /encrypted private key/,
    ],
  ])('when it holds %s', async (_, pem, sentence) => {
    const fault = await faultOf({ 'a.active.pem': pem });
    expect(fault).toMatch(sentence);
    expect(fault).toContain('a.active.pem');
    for (const line of pem.split('\n').filter((text) => text !== '')) {
      expect(fault).not.toContain(line);
    }
  });

  it('when a retired key is private, or unreadable', async () => {
    const active = { 'a.active.pem': privatePem(rsa) };
    expect(await faultOf({ ...active, 'b.pub.pem': privatePem(ec) })).toMatch(
      /^b\.pub\.pem holds a private key where a public key belongs/,
    );
    expect(await faultOf({ ...active, 'b.pub.pem': 'nonsense' })).toMatch(/^b\.pub\.pem/);
  });

  it('when the key is not for the configured algorithm', async () => {
    expect(await faultOf({ 'a.active.pem': privatePem(ec) })).toBe(
      'a.active.pem holds a key for ES256, but JWT_ALGORITHM is RS256',
    );
  });

  it('with the faults of all files at once', async () => {
    const jwtKeysDir = keyDirectory({
      'a.active.pem': publicPem(rsa),
      'b.pem': 'nonsense',
      'c.pub.pem': privatePem(ec),
    });
    expect(await faultsWith({ jwtKeysDir })).toHaveLength(3);
  });

  it('when the path is no directory', async () => {
    const jwtKeysDir = join(keyDirectory({ file: '' }), 'file');
    const faults = await faultsWith({ jwtKeysDir });
    expect(faults).toEqual([`JWT_KEYS_DIR ${jwtKeysDir} cannot be read (ENOTDIR)`]);
  });
});

describe('in production', () => {
  const production = { nodeEnv: 'production' } as const;

  it('the boot is refused without a directory or an active key, and nothing is made', async () => {
    const files = { 'a.pem': privatePem(rsa) };
    expect(await faultOf(files, production)).toMatch(/<dir> holds no signing key/);
    const jwtKeysDir = keyDirectory();
    rmSync(jwtKeysDir, { recursive: true });
    expect(await faultsWith({ ...production, jwtKeysDir })).toHaveLength(1);
    expect(() => {
      chmodSync(jwtKeysDir, 0o700);
    }).toThrow('ENOENT');
  });

  it('the boot is refused while others may read a private key file', async () => {
    const jwtKeysDir = keyDirectory({ 'a.active.pem': privatePem(rsa) });
    const file = join(jwtKeysDir, 'a.active.pem');
    chmodSync(file, 0o644);
    expect(await faultsWith({ ...production, jwtKeysDir })).toEqual([
      `${file} is open to every account, restrict it (chmod 600)`,
    ]);
    chmodSync(file, 0o440);
    expect(await faultsWith({ ...production, jwtKeysDir })).toEqual([]);
  });
});

describe('JWT_PRIVATE_KEY', () => {
  it('takes the place of the directory, also on one line', async () => {
    const jwtPrivateKey = privatePem(rsa).replaceAll('\n', '\\n');
    const jwtKeysDir = keyDirectory({ 'a.active.pem': 'nonsense' });
    const { tokens } = await tokensWith({ jwtPrivateKey, jwtKeysDir, nodeEnv: 'production' });
    expect(tokens.verifyAccess(await tokens.issueAccess(ACCESS)).valid).toBe(true);
  });

  it.each([
    ['a public key', publicPem(rsa), /public key where a private key belongs/],
    ['a weak key', privatePem(rsaPair(1024)), /1024 bits/],
    ['a placeholder', 'change-me', /no readable private key/],
    ['a key for another algorithm', privatePem(ec), /JWT_ALGORITHM is RS256/],
  ])('is refused by its name when it holds %s', async (_, jwtPrivateKey, sentence) => {
    const [fault = ''] = await faultsWith({ jwtPrivateKey });
    expect(fault).toMatch(sentence);
    expect(fault).toMatch(/^JWT_PRIVATE_KEY /);
    expect(fault).not.toContain(jwtPrivateKey);
  });
});
