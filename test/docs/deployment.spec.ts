import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { BUILT_SERVER } from '../e2e/harness/spawned-server.js';
import { refusalOf } from '../config/refusal.js';

const ROOT = join(__dirname, '../..');
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly command?: readonly string[];
  readonly healthcheck: { readonly test?: readonly string[] };
}

const compose = parse(textOf('docker-compose.yml'), { merge: true }) as {
  readonly services: Readonly<Record<'server' | 'signing-key' | 'mysql', Service>>;
};

/** As Compose fills a value in when nothing is set. */
const unset = (value: string): string =>
  value.replace(/\$\{\w+:-((?:[^{}]|\$\{[^}]*\})*)\}/g, (_all, fallback: string) =>
    unset(fallback),
  );

/** The commands that a text names: `portcullis user disable NAME` and the like. */
const namedIn = (text: string): readonly string[] =>
  Array.from(
    text.matchAll(/(?:`|^|\$ )(?:portcullis|node dist\/portcullis\.cjs) ((?:[a-z]+ ?)+)/gm),
    ([, words = '']) => words.trim(),
  );

const documents = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'].concat(
  readdirSync(join(ROOT, 'docs'))
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
);

describe('the stack for Compose', () => {
  const { server, mysql } = compose.services;

  it('closes the documents unless they are opened', () => {
    expect(unset(server.environment.DOCS ?? '')).toBe('off');
  });

  it('has no password of its own', () => {
    for (const value of [server.environment.DATABASE_URL, mysql.environment.MYSQL_PASSWORD]) {
      expect(value).toMatch(/\$\{MYSQL_PASSWORD:\?/);
    }
  });

  it('is refused with the name of the account as password', () => {
    const url = 'mysql://portcullis:portcullis@mysql:3306/portcullis';
    const environs = { ...server.environment, DATABASE_URL: url };
    const filled = Object.fromEntries(
      Object.entries(environs).map(([name, value]) => [name, unset(value)]),
    );
    expect(refusalOf(filled).faults).toEqual([
      'the password in DATABASE_URL is a placeholder, set a real one in production',
    ]);
  });
});

describe('every command that is documented', () => {
  const commands = new Set([
    ...(compose.services['signing-key'].command?.slice(1).join(' ') ?? '').split('\n'),
    ...(compose.services.server.healthcheck.test?.slice(2).join(' ') ?? '').split('\n'),
    ...documents.flatMap((file) => namedIn(textOf(file))),
  ]);

  it('is one of several', () => {
    expect(commands).toContain('user disable');
    expect(commands).toContain('key create');
    expect(commands).toContain('health');
  });

  it.each([...commands])('exists: portcullis %s', (command) => {
    const args = [...command.split(' '), '--help'];
    const { status, stdout } = spawnSync(process.execPath, [BUILT_SERVER, ...args], {
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^Usage: portcullis ${command}`));
  });

  it('is on the PATH of the image', () => {
    expect(textOf('Dockerfile')).toContain('/app/dist/portcullis.cjs /usr/local/bin/portcullis');
  });
});
