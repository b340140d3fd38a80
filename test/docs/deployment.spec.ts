import { TEST_SECRET } from '../e2e/harness/jwt.js';
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

/** Variables without which Compose refuses to do anything. */
const REQUIRED = new Set(
  Array.from(textOf('docker-compose.yml').matchAll(/\$\{(\w+):\?/g), ([, name = '']) => name),
);

interface Job {
  readonly strategy?: { readonly matrix: { readonly node: readonly number[] } };
  readonly steps: readonly { readonly run?: string }[];
}

const { jobs } = parse(textOf('.github/workflows/ci.yml')) as {
  readonly jobs: Readonly<Record<string, Job>>;
};
const steps = ({ steps: all }: Job): readonly string[] => all.flatMap(({ run }) => run ?? []);

const DOCKERFILE = textOf('Dockerfile');
const healthcheck = JSON.parse(
  /^HEALTHCHECK[^[]*(\[.*\])$/m.exec(DOCKERFILE)?.[1] ?? '[]',
) as readonly string[];

/** As Compose fills a value in when nothing is set. */
const unset = (value: string): string =>
  value.replace(/\$\{\w+:-((?:[^{}]|\$\{[^}]*\})*)\}/g, (_all, fallback: string) =>
    unset(fallback),
  );

/** The commands that a text names: `portcullis user disable NAME` and the like. */
const namedIn = (text: string): readonly string[] =>
  Array.from(
    text.matchAll(
      /(?:`|^|\$ )(?:portcullis|node dist\/portcullis\.cjs) ((?:[a-z]+(?:-[a-z]+)* ?)+)/gm,
    ),
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
    const environs = { ...server.environment, DATABASE_URL: url, SECRETS: TEST_SECRET };
    const filled = Object.fromEntries(
      Object.entries(environs).map(([name, value]) => [name, unset(value)]),
    );
    expect(refusalOf(filled).faults).toEqual([
      'the password in DATABASE_URL is a placeholder, set a real one in production',
    ]);
  });
});

describe('the workflow of CI', () => {
  it('tests every Node with nothing beside it', () => {
    const bare = Object.values(jobs).filter((job) =>
      steps(job).some((line) => line.startsWith('.ci/bare')),
    );
    expect(bare.map(({ strategy }) => strategy?.matrix.node)).toEqual([[20, 22, 24]]);
  });

  it('gives Compose everything that it asks for', () => {
    expect([...REQUIRED]).toEqual(expect.arrayContaining(['MYSQL_PASSWORD', 'SECRETS']));
    const composing = Object.values(jobs)
      .map(steps)
      .filter((lines) => lines.some((line) => line.startsWith('docker compose')));
    expect(composing.length).toBeGreaterThan(0);
    for (const lines of composing) {
      const first = lines.findIndex((line) => line.startsWith('docker compose'));
      for (const name of REQUIRED) expect(lines.slice(0, first).join('\n')).toContain(`${name}=`);
    }
  });
});

describe('every command that is documented', () => {
  const commands = new Set([
    ...(compose.services['signing-key'].command?.slice(1).join(' ') ?? '').split('\n'),
    ...(compose.services.server.healthcheck.test?.slice(2).join(' ') ?? '').split('\n'),
    healthcheck
      .slice(1)
      .filter((word) => !word.startsWith('-'))
      .join(' '),
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

  it('is on the PATH of the image, whose health check is one', () => {
    expect(healthcheck[0]).toBe('portcullis');
    expect(DOCKERFILE).toContain('/app/dist/portcullis.cjs /usr/local/bin/portcullis');
  });
});
