import { spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const ROOT = join(__dirname, '../..');
const PACKAGE = join(ROOT, 'packages/client');
const LARGEST = 5 * 1024;

type Members = Readonly<Record<string, unknown>>;

const manifestOf = (folder: string): Members =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Members;

/** A frontend in TypeScript, which uses every entry as its own page says. */
const FRONTEND = `
import { createClient, type Client, isMfaRequired, isPortcullisError, type Session } from '@portcullis/client';
import { PortcullisProvider, useSession, useUser } from '@portcullis/client/react';

export const client: Client = createClient({ baseUrl: 'https://auth.example', storage: localStorage });
export const sameShape: typeof fetch = client.fetch;

export async function nameOf(username: string, password: string): Promise<string> {
  try {
    const session: Session = await client.login({ username, password });
    return session.username;
  } catch (error) {
    if (isMfaRequired(error)) return error.challengeId + error.methods.join();
    if (!isPortcullisError(error)) throw error;
    if (error.errorCode === 'INVALID_CREDENTIALS') return 'wrong';
    return error.details?.map(({ field }) => field).join() ?? '';
  }
}

// @ts-expect-error an address is asked for
client.register({ username: 'a', password: 'b' });
// @ts-expect-error there is no such contract
createClient({ baseUrl: 'https://auth.example', contract: 'magic' });

export function Name(): string {
  const { user } = useUser();
  const { status, session } = useSession();
  return user?.displayName ?? session?.username ?? status;
}
export { PortcullisProvider };
`;

const COMPILER_OPTIONS = {
  module: 'nodenext',
  target: 'es2022',
  lib: ['ES2022', 'DOM'],
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  skipLibCheck: false,
  types: [],
};

/** A script of a frontend, as a bundler ships it. */
function bundled(script: string): string {
  const esbuild = join(ROOT, 'node_modules/esbuild/bin/esbuild');
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [esbuild, '--bundle', '--minify', '--format=esm', '--external:react', '--loader=ts'],
    { cwd: ROOT, input: script, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

describe('the package', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'portcullis-client-'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });

  it('has no dependencies, and weighs less than 5 KiB compressed, all of it', () => {
    expect(manifestOf(PACKAGE).dependencies).toBeUndefined();
    const script = bundled(`export * from '@portcullis/client';`);
    expect(script).toContain('/api/v1/auth/refresh');
    expect(gzipSync(script, { level: 9 }).length).toBeLessThan(LARGEST);
  });

  it('leaves out what a frontend does not use', () => {
    const script = bundled(
      `import { isPortcullisError } from '@portcullis/client'; console.log(isPortcullisError(0));`,
    );
    expect(script).not.toContain('/api/');
    expect(script.length).toBeLessThan(600);
  });

  it.each([
    [
      '@portcullis/client',
      ['createClient', 'isMfaRequired', 'isPortcullisError', 'PortcullisError'],
    ],
    ['@portcullis/client/react', ['PortcullisProvider', 'useClient', 'useSession', 'useUser']],
  ])('%s can be imported and required', (entry, names) => {
    const print = `console.log(${JSON.stringify(names)}.map((name) => typeof it[name]).join())`;
    const expected = `${names.map(() => 'function').join()}\n`;
    const imported = run('--input-type=module', '-e', `import * as it from '${entry}'; ${print}`);
    expect(imported).toMatchObject({ stdout: expected, stderr: '' });
    const required = run('-e', `const it = require('${entry}'); ${print}`);
    expect(required.stdout).toBe(expected);
  });

  it('knows the errors of its own other build', () => {
    const script = `
      import { createRequire } from 'node:module';
      import { isPortcullisError, PortcullisError } from '@portcullis/client';
      const other = createRequire(import.meta.url)('@portcullis/client');
      const error = new other.PortcullisError({ errorCode: 'FORBIDDEN', message: 'No.' });
      console.log(error instanceof PortcullisError, isPortcullisError(error), error.errorCode);`;
    writeFileSync(join(folder, 'both.mjs'), script);
    expect(run('both.mjs').stdout).toBe('false true FORBIDDEN\n');
  });

  it('does nothing before it is asked, and keeps no process alive', () => {
    const script = `
      import { createClient } from '@portcullis/client';
      createClient({ baseUrl: 'http://localhost:1', fetch: () => { throw new Error('asked'); } });`;
    writeFileSync(join(folder, 'idle.mjs'), script);
    expect(run('idle.mjs')).toMatchObject({ status: 0, stderr: '' });
  });

  it('gives types to a frontend that is an ES module or CommonJS', () => {
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: COMPILER_OPTIONS }),
    );
    for (const extension of ['mts', 'cts'])
      writeFileSync(join(folder, `frontend.${extension}`), FRONTEND);
    const { stdout, status } = run(join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.');
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });

  it('has the types that openapi.json says', () => {
    const source = join(PACKAGE, 'src/api/openapi.ts');
    const before = readFileSync(source, 'utf8');
    const { status } = spawnSync(process.execPath, [join(ROOT, 'scripts/client-types.mjs')]);
    expect(status).toBe(0);
    expect(readFileSync(source, 'utf8')).toBe(before);
  });

  it('says of itself what the repository says', () => {
    for (const name of ['version', 'license', 'engines']) {
      const [own, whole] = [PACKAGE, ROOT].map((folder) => manifestOf(folder)[name]);
      expect([name, own]).toEqual([name, whole]);
    }
    expect(readFileSync(join(PACKAGE, 'LICENSE'))).toEqual(readFileSync(join(ROOT, 'LICENSE')));
    for (const name of ['repository', 'homepage', 'bugs']) {
      expect([name, manifestOf(PACKAGE)[name]]).toEqual([name, manifestOf(ROOT)[name]]);
    }
  });

  it('is published with what runs, and no more', () => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: PACKAGE,
      encoding: 'utf8',
    });
    const [packed] = JSON.parse(stdout) as [
      { readonly files: readonly { readonly path: string }[] },
    ];
    const sources = readdirSync(join(PACKAGE, 'src'), { recursive: true, encoding: 'utf8' });
    const built = sources
      .filter((source) => source.endsWith('.ts'))
      .flatMap((source) => ['js', 'd.ts'].map((ending) => source.replace(/ts$/, ending)))
      .flatMap((file) => [`dist/cjs/${file}`, `dist/esm/${file}`]);
    const meant = ['LICENSE', 'README.md', 'package.json', 'dist/cjs/package.json', ...built];
    expect(new Set(packed.files.map(({ path }) => path))).toEqual(new Set(meant));
  });
});
