import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { readConfig, SETTINGS } from '../../src/config/read-config.js';
import { refusalOf } from './refusal.js';

const [ONE, TWO] = ['1-'.repeat(16), '2-'.repeat(16)] as const;

describe('SECRETS', () => {
  const revealed = (environs: Record<string, string>): string[] =>
    readConfig(environs).tokens.secrets.map((secret) => secret.reveal());

  it('are listed with the newest first', () => {
    expect(revealed({ SECRETS: `${TWO}, ${ONE}` })).toEqual([TWO, ONE]);
  });

  it('have 32 bytes at least', () => {
    expect(refusalOf({ SECRETS: `${TWO},too-short` }).faults).toEqual([
      'SECRETS must list secrets of at least 32 bytes each',
    ]);
  });

  it('show themselves in no print of the configuration', () => {
    const config = readConfig({ SECRETS: ONE });
    expect(inspect(config, { depth: null }) + JSON.stringify(config)).not.toContain(ONE);
  });
});

describe('a secret setting', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'portcullis-secret-'));
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  const file = (content: string): string => {
    const path = join(directory, 'secret');
    writeFileSync(path, content);
    return path;
  };

  const VALUES = {
    DATABASE_URL: 'sqlite:from-a-file.sqlite',
    JWT_PRIVATE_KEY: '-----BEGIN PRIVATE KEY-----',
    REDIS_URL: 'redis://cache:6379/0',
    SECRETS: ONE,
    AUDIT_KEY: ONE,
    HTTPS_PROXY: 'http://user:password@proxy:3128',
    HTTP_PROXY: 'http://user:password@proxy:3128',
    MAIL_SMTP_URL: 'smtp://user:password@mail:587',
    MAIL_DKIM_KEY: '-----BEGIN PRIVATE KEY-----',
    MAIL_HTTP_URL: 'https://mail/?key=secret',
    MAIL_HTTP_SECRET: `whsec_${Buffer.alloc(32, 1).toString('base64')}`,
  };
  /** What a setting is refused without. */
  const BESIDE: Readonly<Record<string, object>> = {
    MAIL_DKIM_KEY: { MAIL_DKIM_DOMAIN: 'example.com', MAIL_DKIM_SELECTOR: 'one' },
  };

  it.each(Object.entries(VALUES))('%s may be the content of a file', (variable, value) => {
    const others = { MAIL: 'off', ...BESIDE[variable] };
    const own = readConfig({ ...others, [variable]: value });
    const named = { ...others, [`${variable}_FILE`]: file(`${value}\n`) };
    expect(readConfig(named)).toEqual(own);
  });

  it('is each setting that may hold a password or a key', () => {
    const secret = Object.values(SETTINGS).filter((setting) => setting.secret);
    expect(secret.map(({ variable }) => variable).sort()).toEqual(Object.keys(VALUES).sort());
  });

  it('is not taken from two places, nor from a file that is empty or not there', () => {
    const both = { SECRETS: ONE, SECRETS_FILE: file(TWO) };
    expect(refusalOf(both).faults).toEqual(['SECRETS_FILE must not be set beside SECRETS']);
    expect(refusalOf({ SECRETS_FILE: file(' ') }).faults).toEqual([
      'SECRETS_FILE names an empty file',
    ]);
    expect(refusalOf({ SECRETS_FILE: join(directory, 'none') }).faults).toEqual([
      'SECRETS_FILE names a file that cannot be read',
    ]);
  });
});
