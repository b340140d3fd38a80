import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { JwtAlgorithm } from '../../../src/config/choices.js';
import { keyDirectory, privatePem, rsaPair } from './key-material.js';
import { ACCESS, tokensWith } from '../tokens-under-test.js';

const modeOf = (path: string): number => statSync(path).mode & 0o777;

function absentDirectory(): string {
  return join(keyDirectory(), 'new', 'keys');
}

describe('outside production a missing signing key is made', () => {
  it.each<JwtAlgorithm>(['RS256', 'ES256'])(
    'for %s, in a directory and a file that only their owner can open',
    async (jwtAlgorithm) => {
      const jwtKeysDir = absentDirectory();
      const { publicKeys } = await tokensWith({ jwtKeysDir, jwtAlgorithm });
      expect(publicKeys.jwks().keys.map(({ alg }) => alg)).toEqual([jwtAlgorithm]);
      expect(readdirSync(jwtKeysDir)).toEqual(['portcullis.active.pem']);
      expect(modeOf(jwtKeysDir)).toBe(0o700);
      expect(modeOf(join(jwtKeysDir, 'portcullis.active.pem'))).toBe(0o600);
    },
  );

  it('once, and found again at the next boot', async () => {
    const jwtKeysDir = absentDirectory();
    const first = await tokensWith({ jwtKeysDir });
    const second = await tokensWith({ jwtKeysDir });
    const token = await first.tokens.issueAccess(ACCESS);
    expect(second.tokens.verifyAccess(token).valid).toBe(true);
  });

  it('beside the other keys of the directory', async () => {
    const jwtKeysDir = keyDirectory({ 'next.pem': privatePem(rsaPair()) });
    const { publicKeys } = await tokensWith({ jwtKeysDir });
    expect(publicKeys.jwks().keys).toHaveLength(2);
  });

  it('as one and the same by instances that start at once', async () => {
    const jwtKeysDir = absentDirectory();
    const boot = () => tokensWith({ jwtKeysDir, jwtAlgorithm: 'ES256' });
    const instances = await Promise.all(Array.from({ length: 16 }, boot));
    const kids = instances.map(({ publicKeys }) => publicKeys.jwks().keys[0]?.kid);
    expect(new Set(kids).size).toBe(1);
    expect(readdirSync(jwtKeysDir)).toEqual(['portcullis.active.pem']);
  });

  it('or the boot is refused, naming the directory', async () => {
    const parent = keyDirectory({ file: '' });
    const jwtKeysDir = join(parent, 'keys');
    mkdirSync(jwtKeysDir);
    // The active key's name is taken by what is no file.
    mkdirSync(join(jwtKeysDir, 'portcullis.active.pem'));
    await expect(tokensWith({ jwtKeysDir })).rejects.toThrow(
      'portcullis.active.pem cannot be read',
    );
    rmSync(parent, { recursive: true });
  });
});
