import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Need, whereThereIs } from '../where-there-is.js';
import { SigningKey } from './harness/signing-key.js';
import { serverEnvironment, SpawnedServer } from './harness/spawned-server.js';

const ROOT = join(__dirname, '../..');

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

const jsonOf = (file: string): unknown => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const { scripts } = jsonOf('package.json') as { scripts: Readonly<Record<string, string>> };

/** Scripts that run commands of the server, with what makes them whole, and how they end. */
const COMMANDS: readonly (readonly [string, readonly string[], number])[] = [
  ['key', [], 0],
  ['migration:run', [], 0],
  ['migration:show', [], 0],
  ['migration:revert', [], 0],
  // There is no such account.
  ['user', ['disable', 'ana'], 1],
  ['user', ['enable', 'ana'], 1],
  ['client', ['list'], 0],
  ['import', ['users', '/dev/null'], 0],
  ['export', ['users'], 0],
];

/** All other scripts that are files of ours; the rest are programs of development packages. */
const OTHERS = Object.keys(scripts).filter(
  (name) =>
    /^node .*scripts\//.test(scripts[name] ?? '') &&
    !COMMANDS.some(([command]) => command === name),
);

/** Besides the sources, what a build is compared with. */
const INPUTS = ['ormconfig.ts', 'tsconfig.json', 'tsconfig.build.json', 'nest-cli.json'];

const ALONE = ['--user', '--map-root-user', '--net'];
const networkNamespaces: Need<string> = {
  found: spawnSync('unshare', [...ALONE, 'true']).status === 0 ? ['unshare'] : [],
  absence: 'this machine does not let the tests cut a network off',
};

/** Puts into a folder what npm would, and the sources and the build beside it. */
function install(folder: string, { development }: { readonly development: boolean }): void {
  for (const part of [
    'package.json',
    'package-lock.json',
    'scripts',
    'dist',
    'src',
    'pages',
    ...INPUTS,
  ]) {
    cpSync(join(ROOT, part), join(folder, part), { recursive: true });
  }
  const { packages } = jsonOf('node_modules/.package-lock.json') as Lock;
  const kept = Object.entries(packages).filter(([, { dev }]) => development || dev !== true);
  for (const [path] of kept) {
    if (path.lastIndexOf('node_modules/') > 0) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(ROOT, path), join(folder, path), 'junction');
  }
  const installed = JSON.stringify({ packages: Object.fromEntries(kept) });
  writeFileSync(join(folder, 'node_modules/.package-lock.json'), installed);
}

describe('an installation without development packages', () => {
  const key = SigningKey.rsa();
  let folder: string;
  let before: readonly string[];

  const packagesThere = (): readonly string[] => readdirSync(join(folder, 'node_modules'));
  const npmWasCalled = (): boolean => existsSync(join(folder, 'npm-was-called'));

  const environment = (): Readonly<Record<string, string | undefined>> => ({
    ...serverEnvironment(`sqlite:${join(folder, 'database.sqlite')}`, join(folder, 'keys')),
    NODE_ENV: 'production',
    AUDIENCE: 'api',
    TRUST_PROXY: '127.0.0.1',
    PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
  });

  /** Runs a script of package.json as npm would, without npm. */
  const run = (name: string, args: readonly string[] = [], within: readonly string[] = []) => {
    const [, ...line] = (scripts[name] ?? '').split(' ');
    const [program, ...rest] = [...within, process.execPath, ...line, ...args];
    return spawnSync(program ?? '', rest, {
      cwd: folder,
      encoding: 'utf8',
      env: environment(),
    });
  };

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'portcullis-production-'));
    install(folder, { development: false });
    mkdirSync(join(folder, 'bin'));
    const npm = join(folder, 'bin/npm');
    writeFileSync(npm, `#!/bin/sh\ntouch '${join(folder, 'npm-was-called')}'\nexit 1\n`);
    chmodSync(npm, 0o755);
    before = packagesThere();
  });

  afterEach(() => {
    const called = npmWasCalled();
    rmSync(join(folder, 'npm-was-called'), { force: true });
    expect(called).toBe(false);
    expect(packagesThere()).toEqual(before);
  });

  afterAll(() => {
    key.remove();
    rmSync(folder, { recursive: true });
  });

  it.each(COMMANDS)('runs npm run %s %s', (name, args, code) => {
    expect(run(name, args)).toMatchObject({ status: code });
  });

  whereThereIs(networkNamespaces, 'without a network, by %s', (unshare) => {
    it.each(COMMANDS)('runs npm run %s %s', (name, args, code) => {
      expect(run(name, args, [unshare, ...ALONE])).toMatchObject({ status: code });
    });
  });

  it('says what to do where the server was never built', () => {
    renameSync(join(folder, 'dist'), join(folder, 'away'));
    const { status, stderr } = run('user', ['disable', 'ana']);
    renameSync(join(folder, 'away'), join(folder, 'dist'));
    expect(status).toBe(1);
    expect(stderr).toContain('npm run build');
  });

  it('has a list of scripts to look at', () => {
    expect(OTHERS).toEqual(expect.arrayContaining(['start', 'test', 'build', 'bench', 'fuzz']));
  });

  it.each(OTHERS)('npm run %s installs and builds nothing over an older build', (name) => {
    rmSync(join(folder, 'dist/.stamp'), { force: true });
    const { status, stderr } = run(name);
    expect(status).toBe(1);
    expect(stderr).toMatch(/run npm ci|npm run build/i);
  });

  it('serves with npm start, as an image without sources does', async () => {
    rmSync(join(folder, 'src'), { recursive: true });
    const server = SpawnedServer.launch({
      script: join(folder, 'scripts/start.cjs'),
      databaseUrl: `sqlite:${join(folder, 'served.sqlite')}`,
      keysDirectory: key.directory,
      environment: Object.fromEntries(
        Object.entries(environment()).flatMap(([name, value]) =>
          ['NODE_ENV', 'AUDIENCE', 'TRUST_PROXY', 'PATH'].includes(name) && value !== undefined
            ? [[name, value]]
            : [],
        ),
      ),
    });
    await server.logged('Server listening');
    expect(await server.stop()).toBe(0);
  });
});

describe('an installation of a developer', () => {
  let folder: string;

  const run = (script: string) =>
    spawnSync(process.execPath, [join(folder, 'scripts', script)], {
      cwd: folder,
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'portcullis-development-'));
    install(folder, { development: true });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('remembers which Node it was built for, and is not used with another', () => {
    const memory = join(folder, 'node_modules/.node-abi');
    expect(run('build.mjs')).toMatchObject({ status: 0, stdout: '' });
    expect(readFileSync(memory, 'utf8')).toContain(process.versions.modules);
    writeFileSync(memory, 'linux-x64-1');
    expect(run('build.mjs')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('run npm ci'),
    });
  });
});
