import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { AppConfig } from '../../../src/config/app-config.js';
import { Secret } from '../../../src/config/secret.js';
import { loadSecrets } from '../../../src/tokens/secrets/load-secrets.js';
import { Secrets } from '../../../src/tokens/secrets/secrets.js';

Logger.overrideLogger(false);

const [A, B] = ['a'.repeat(32), 'b'.repeat(32)] as const;

describe('a derived key', () => {
  it('has 32 bytes and is the same on every instance with the same secret', () => {
    expect(new Secrets([A]).derive('names')).toHaveLength(32);
    expect(new Secrets([A]).derive('names')).toEqual(new Secrets([A]).derive('names'));
  });

  it('differs by purpose and by secret', () => {
    expect(new Secrets([A]).derive('cursors')).not.toEqual(new Secrets([A]).derive('names'));
    expect(new Secrets([B]).derive('names')).not.toEqual(new Secrets([A]).derive('names'));
  });

  it('comes from the first secret to write, and from each of them to verify', () => {
    const both = new Secrets([B, A]);
    expect(both.derive('names')).toEqual(new Secrets([B]).derive('names'));
    expect(both.deriveAll('names')).toEqual([
      new Secrets([B]).derive('names'),
      new Secrets([A]).derive('names'),
    ]);
  });
});

describe('the root secret', () => {
  const home = process.cwd();
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'portcullis-secrets-'));
    process.chdir(directory);
  });

  afterEach(async () => {
    process.chdir(home);
    await rm(directory, { recursive: true });
  });

  it('is the configured one where there is one, and leaves no file', async () => {
    const secrets = await loadSecrets(new AppConfig({ secrets: [new Secret(A)] }));
    expect(secrets.derive('names')).toEqual(new Secrets([A]).derive('names'));
    await expect(stat('.data')).rejects.toThrow('ENOENT');
  });

  it('is made once by several instances that start at once, for its owner alone', async () => {
    const config = new AppConfig();
    const made = await Promise.all(Array.from({ length: 8 }, () => loadSecrets(config)));
    const keys = new Set(made.map((each) => each.derive('names').toString('hex')));
    expect(keys.size).toBe(1);
    expect((await stat('.data/secrets')).mode & 0o077).toBe(0);
    expect((await readFile('.data/secrets', 'utf8')).trim()).toMatch(/^[\w-]{64}$/);
  });
});
