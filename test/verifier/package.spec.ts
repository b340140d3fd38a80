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

const ROOT = join(__dirname, '../..');
const PACKAGE = join(ROOT, 'packages/verifier');

interface Manifest {
  readonly exports: Readonly<Record<string, string | Readonly<Record<string, string>>>>;
  readonly dependencies?: unknown;
  readonly scripts: Readonly<Record<string, string>>;
}

type Members = Readonly<Record<string, unknown>>;

const manifestOf = (folder: string): Members =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Members;

const manifest = manifestOf(PACKAGE) as unknown as Manifest;
const ENTRIES = Object.keys(manifest.exports)
  .filter((entry) => entry !== './package.json')
  .map((entry) => entry.replace('.', '@portcullis/verifier'));

/** Of a field that is an address, or an object with one; undefined where there is none. */
const addressIn = (field: unknown): unknown =>
  typeof field === 'object' && field !== null && 'url' in field ? field.url : field;

const NAMES: Readonly<Record<string, readonly string[]>> = {
  '@portcullis/verifier': ['TokenRefused', 'createVerifier', 'isTokenRefused'],
  '@portcullis/verifier/nest': ['PortcullisModule', 'PortcullisGuard', 'CurrentUser', 'Roles'],
  '@portcullis/verifier/express': ['authenticate', 'requireRoles'],
  '@portcullis/verifier/fastify': ['portcullis'],
  '@portcullis/verifier/passport': ['PortcullisStrategy'],
};

/** A service in TypeScript, which uses every entry as its own page says. */
const SERVICE = `
import express from 'express';
import type { FastifyInstance } from 'fastify';
import passport from 'passport';
import { createVerifier, type Claims, isTokenRefused } from '@portcullis/verifier';
import { authenticate, requireRoles } from '@portcullis/verifier/express';
import { portcullis } from '@portcullis/verifier/fastify';
import { PortcullisModule } from '@portcullis/verifier/nest';
import { PortcullisStrategy } from '@portcullis/verifier/passport';

const options = { issuer: 'https://auth.example', audience: 'orders' };
const verifier = createVerifier(options);

export function nameOf(claims: Claims): string {
  if (claims.uid === undefined) return claims.client_id;
  const roles: readonly string[] = claims.roles;
  return claims.uid + claims.sid + roles.join();
}

export function codeOf(error: unknown): string {
  if (!isTokenRefused(error)) return 'fault';
  switch (error.code) {
    case 'expired':
    case 'revoked':
      return error.code;
    default:
      return 'refused';
  }
}

// @ts-expect-error a service has no session
export const sessionOf = (claims: Claims): string => claims.sid;
// @ts-expect-error the audience has to be said
createVerifier({ issuer: 'https://auth.example' });

export const app = express();
app.use(authenticate(verifier), requireRoles('admin'));
app.get('/', (request) => { nameOf(request.auth ?? verifier.verify('')); });
passport.use(new PortcullisStrategy(verifier));
export const module = PortcullisModule.forRootAsync({ useFactory: () => options });
export const register = (fastify: FastifyInstance) => fastify.register(portcullis, { verifier });
`;

const COMPILER_OPTIONS = {
  module: 'nodenext',
  target: 'es2022',
  strict: true,
  exactOptionalPropertyTypes: true,
  experimentalDecorators: true,
  noEmit: true,
  skipLibCheck: true,
  types: ['node'],
};

describe('the package', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'portcullis-verifier-'));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'), 'junction');
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (...args: readonly string[]) =>
    spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });

  it('has an entry for each framework, and no dependencies', () => {
    expect(ENTRIES).toEqual(Object.keys(NAMES));
    expect(manifest.dependencies).toBeUndefined();
  });

  it.each(ENTRIES)('%s can be imported and required', (entry) => {
    const names = NAMES[entry] ?? [];
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
      import { isTokenRefused, TokenRefused } from '@portcullis/verifier';
      const other = createRequire(import.meta.url)('@portcullis/verifier');
      const error = new other.TokenRefused('expired');
      console.log(error instanceof TokenRefused, isTokenRefused(error), error.code);`;
    writeFileSync(join(folder, 'both.mjs'), script);
    expect(run('both.mjs').stdout).toBe('false true expired\n');
  });

  it('gives types to a service that is an ES module or CommonJS', () => {
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: COMPILER_OPTIONS }),
    );
    for (const extension of ['mts', 'cts'])
      writeFileSync(join(folder, `service.${extension}`), SERVICE);
    const { stdout, status } = run(join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', '.');
    expect({ stdout, status }).toEqual({ stdout: '', status: 0 });
  });

  it('says of itself what the repository says', () => {
    for (const name of ['version', 'license', 'engines']) {
      const [own, whole] = [PACKAGE, ROOT].map((folder) => manifestOf(folder)[name]);
      expect([name, own]).toEqual([name, whole]);
    }
    expect(readFileSync(join(PACKAGE, 'LICENSE'))).toEqual(readFileSync(join(ROOT, 'LICENSE')));
  });

  it('names no place of the sources, or the one that the repository names', () => {
    const addresses = ['repository', 'homepage', 'bugs'].map((name) =>
      [PACKAGE, ROOT].map((folder) => addressIn(manifestOf(folder)[name])),
    );
    for (const [own, whole] of addresses) expect(own).toBe(whole);
  });

  it('is published with what runs, and no more', () => {
    const { stdout } = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: PACKAGE,
      encoding: 'utf8',
    });
    const [packed] = JSON.parse(stdout) as [
      { readonly files: readonly { readonly path: string }[] },
    ];
    const paths = packed.files.map(({ path }) => path);
    const sources = readdirSync(join(PACKAGE, 'src'), { recursive: true, encoding: 'utf8' });
    const built = sources
      .filter((source) => source.endsWith('.ts'))
      .flatMap((source) => ['js', 'd.ts'].map((ending) => source.replace(/ts$/, ending)))
      .flatMap((file) => [`dist/cjs/${file}`, `dist/esm/${file}`]);
    const meant = ['LICENSE', 'README.md', 'package.json', 'dist/cjs/package.json', ...built];
    expect(new Set(paths)).toEqual(new Set(meant));
    const targets = Object.values(manifest.exports).flatMap((to) =>
      typeof to === 'string' ? [to] : Object.values(to),
    );
    expect(targets.length).toBeGreaterThan(8);
    for (const target of targets) expect(paths).toContain(target.replace('./', ''));
  });

  it('holds what runs and what it says of itself, and nothing else', () => {
    expect(readdirSync(join(PACKAGE, 'dist')).sort()).toEqual(['.stamp', 'cjs', 'esm']);
    const files = readdirSync(join(PACKAGE, 'dist'), { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /\.(js|d\.ts|json)$/.test(file)).length).toBeGreaterThan(100);
    expect(files.filter((file) => /\.(spec|map)\b/.test(file))).toEqual([]);
  });
});
