import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { newAccount, register } from './harness/accounts.js';
import { onEachDatabase } from './harness/each-database.js';
import { useProcesses } from './harness/processes.js';
import { ROUTES } from './harness/routes.js';
import { login, validation } from './harness/sessions.js';
import { serverEnvironment, type SpawnedServer } from './harness/spawned-server.js';

const ROOT = join(__dirname, '../..');
const DIST = join(ROOT, 'dist');
const LAUNCHER = 'portcullis.cjs';
const BUNDLE = 'portcullis.bundle.js';
const COMPILED = 'portcullis.bundle.cache';
const DIGESTS = 'portcullis.bundle.sha256';

/** All that the bundle may need of `node_modules`. */
const BESIDE = [
  '@node-rs/argon2',
  '@zxcvbn-ts/language-common',
  'argon2',
  'bcrypt',
  'better-sqlite3',
  'better-sqlite3-node-api',
  'swagger-ui-dist',
];

/** What those load for themselves. */
const THEIR_OWN = [
  '@zxcvbn-ts/dictionary-compression',
  'bindings',
  'file-uri-to-path',
  'node-gyp-build',
];
const BINARY = '@node-rs/argon2-';

const PATHS = [
  '/health/ready',
  '/metrics',
  ROUTES.jwks,
  '/docs',
  '/docs-json',
  '/docs/swagger-ui.css',
  '/account',
];

/** Files for browsers. */
const PAGES = 'pages';

/** Has a process say which files it has loaded, when it ends. */
const CONFESSION = `process.on('exit', () => {
  require('node:fs').writeSync(1, ['', ...Object.keys(require.cache), ''].join('\\nloaded '));
});`;

const PACKAGE = /^loaded .*[\\/]node_modules[\\/]((?:@[^\\/]+[\\/])?[^\\/]+)/gm;

const packagesLoaded = (log: string): readonly string[] => [
  ...new Set(Array.from(log.matchAll(PACKAGE), ([, name = '']) => name.replace('\\', '/'))),
];

/** Calls for whatever is loaded only when it is needed. */
async function useAll(server: SpawnedServer): Promise<Readonly<Record<string, number>>> {
  const account = await register(server, newAccount('bundled'));
  const { accessToken } = await login(server, 'token-pair', account);
  const statuses = PATHS.map(
    async (path) => [path, (await server.send({ method: 'GET', path })).status] as const,
  );
  return {
    validation: await validation(server, accessToken),
    ...Object.fromEntries(await Promise.all(statuses)),
  };
}

onEachDatabase('the built server', (database) => {
  const processes = useProcesses(database);
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'portcullis-bundle-'));
  });

  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it('needs the packages beside it and no other', async () => {
    for (const file of [LAUNCHER, BUNDLE]) copyFileSync(join(DIST, file), join(directory, file));
    cpSync(join(DIST, PAGES), join(directory, PAGES), { recursive: true });
    const script = join(directory, LAUNCHER);
    for (const name of BESIDE) {
      const link = join(directory, 'node_modules', name);
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules', name), link, 'junction');
    }
    const server = await processes().start({}, script);
    expect(new Set(Object.values(await useAll(server)))).toEqual(new Set([200]));
  });

  it('runs every command with those packages, without npm, and changes nothing there', async () => {
    const before = readdirSync(join(directory, 'node_modules'), { recursive: true });
    const run = (line: string) =>
      spawnSync(process.execPath, [join(directory, LAUNCHER), ...line.split(' ')], {
        cwd: directory,
        encoding: 'utf8',
        env: {
          ...serverEnvironment(processes().databaseUrl, join(directory, 'keys')),
          NODE_ENV: 'production',
          AUDIENCE: 'api',
          TRUST_PROXY: '127.0.0.1',
          PORT: '1',
          PATH: '',
        },
      });
    writeFileSync(join(directory, 'people.jsonl'), '{"username":"ben"}\n');
    const lines = [
      ...['key create', 'migrate', 'migrate show', 'user enable ana', 'health'],
      ...['import users people.jsonl', 'export users'],
    ];
    const statuses = lines.map((line) => [line, run(line).status]);
    expect(statuses).toEqual([
      ['key create', 0],
      ['migrate', 0],
      ['migrate show', 0],
      ['user enable ana', 1],
      ['health', 1],
      ['import users people.jsonl', 0],
      ['export users', 0],
    ]);
    expect(readdirSync(join(directory, 'node_modules'), { recursive: true })).toEqual(before);
  });

  // Of a package that is loaded beside the bundle's own copy, classes are not the same classes.
  it('loads no other package, though all are there, and calls everything by its name', async () => {
    const preload = join(directory, 'confess.cjs');
    writeFileSync(preload, CONFESSION);
    const server = await processes().start({ NODE_OPTIONS: `--require "${preload}"` });
    await useAll(server);
    await server.stop();
    const { log } = server;
    const loaded = packagesLoaded(log);
    expect(loaded).toContain('bcrypt');
    // The bundle has to call some classes otherwise inside: `TypeOrmModule2`, `_InstanceLoader`.
    // The log leaves Nest's loader out by its name.
    expect(log).not.toMatch(/dependencies initialized|"context":"_/);
    const expected = new Set([...BESIDE, ...THEIR_OWN]);
    expect(loaded.filter((name) => !expected.has(name) && !name.startsWith(BINARY))).toEqual([]);
  });
});

describe('the bundle', () => {
  it('is ASCII, of which V8 keeps one byte a character', () => {
    expect(readFileSync(join(DIST, BUNDLE), 'utf8')).toMatch(/^[\0-\x7f]*$/);
  });

  it('is compiled ahead, by the V8 that is to run it', () => {
    const check = `const { readFileSync } = require('node:fs');
      const [source, cachedData] = [readFileSync('${BUNDLE}', 'latin1'), readFileSync('${COMPILED}')];
      console.log(new (require('node:vm').Script)(source, { cachedData }).cachedDataRejected);`;
    const { stdout } = spawnSync(process.execPath, ['-e', check], {
      cwd: DIST,
      encoding: 'utf8',
    });
    expect(stdout.trim()).toBe('false');
  });

  describe('in a copy', () => {
    let copy: string;

    /** What the help of the copy says; that much of the bundle runs without packages beside it. */
    const help = () => {
      const { status, stdout } = spawnSync(process.execPath, [join(copy, LAUNCHER), '--help'], {
        cwd: copy,
        encoding: 'utf8',
        env: { PATH: process.env.PATH },
      });
      return { status, firstLine: stdout.split('\n')[0] };
    };
    const change = (file: string, edit: (content: Buffer) => Buffer | undefined): void => {
      const path = join(copy, file);
      const content = readFileSync(path);
      writeFileSync(path, edit(content) ?? content);
    };
    const HELP = { status: 0, firstLine: 'Usage: portcullis [options] [command]' };

    beforeEach(() => {
      copy = mkdtempSync(join(tmpdir(), 'portcullis-copy-'));
      for (const file of [LAUNCHER, BUNDLE, COMPILED, DIGESTS]) {
        copyFileSync(join(DIST, file), join(copy, file));
      }
      cpSync(join(DIST, PAGES), join(copy, PAGES), { recursive: true });
      symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'), 'junction');
    });

    afterEach(() => {
      rmSync(copy, { recursive: true });
    });

    it('takes effect with an edit of the same length', () => {
      expect(help()).toEqual(HELP);
      change(BUNDLE, (content) =>
        Buffer.from(
          content.toString('latin1').replaceAll('"portcullis"', '"cortpullis"'),
          'latin1',
        ),
      );
      expect(help()).toEqual({ status: 0, firstLine: 'Usage: cortpullis [options] [command]' });
    });

    it('starts whichever bit of its record is flipped', () => {
      for (const part of [0, 0.00001, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999999]) {
        change(COMPILED, (content) => {
          const at = Math.floor(content.length * part);
          content[at] = (content[at] ?? 0) ^ 0b100;
          return content;
        });
        expect(help()).toEqual(HELP);
      }
    });

    it.each([COMPILED, DIGESTS])('starts without %s, or with half of it', (file) => {
      change(file, (content) => content.subarray(0, content.length / 2));
      expect(help()).toEqual(HELP);
      rmSync(join(copy, file));
      expect(help()).toEqual(HELP);
    });
  });
});
