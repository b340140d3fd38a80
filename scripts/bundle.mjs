// Puts what `dist/src/main.js` loads into one file, and beside it what V8 makes of that: finding,
// reading and compiling 1,800 files takes longer than running them.
import { createHash } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { recordCompilation } from './record-compilation.mjs';
import { root } from './root.mjs';

const SERVER = join(root, 'dist/portcullis.cjs');
const BUNDLE = join(root, 'dist/portcullis.bundle.js');
const COMPILED = join(root, 'dist/portcullis.bundle.cache');
/** As `sha256sum` writes them; the launcher takes the record only if both are right. */
const DIGESTS = join(root, 'dist/portcullis.bundle.sha256');

/** They stay packages on disk, and nothing that is in the bundle may need one of its own copies. */
const BESIDE = [
  // Native code.
  '@node-rs/argon2',
  'argon2',
  'bcrypt',
  'better-sqlite3',
  'better-sqlite3-node-api',
  // Seven megabytes that only registrations need.
  '@zxcvbn-ts/language-common',
  // Files for browsers.
  'swagger-ui-dist',
];

/** TypeORM's factory loads a driver for every database there is. */
const DRIVER_FACTORY = /typeorm[\\/]driver[\\/]DriverFactory\.js$/;
const OUR_DRIVERS = /[\\/](mysql|better-sqlite3)[\\/]/;

/** Peers that frameworks load only if they are there stay what they are: absent. */
const absentPackages = {
  name: 'absent-packages',
  setup({ onResolve, resolve }) {
    onResolve({ filter: /^[^./]/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === absentPackages) return null;
      const { errors } = await resolve(path, { ...from, pluginData: absentPackages });
      return errors.length > 0 ? { path, external: true } : null;
    });
  },
};

const otherDrivers = {
  name: 'other-drivers',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^\.\/[^/]+\/\w+Driver$/ }, ({ importer, path }) =>
      DRIVER_FACTORY.test(importer) && !OUR_DRIVERS.test(path)
        ? { path, namespace: 'other-drivers' }
        : null,
    );
    onLoad({ filter: /./, namespace: 'other-drivers' }, () => ({ contents: '' }));
  },
};

/** An ES module's own `require` would find a second copy on disk; this one finds the bundle's. */
const OWN_REQUIRE = 'const require = createRequire(import.meta.url);';

const nest = {
  name: 'nest',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]@nestjs[\\/].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(OWN_REQUIRE, ''),
    }));
  },
};

/** A class that speaks of itself is called otherwise inside; what is logged goes by that name. */
const RENAMED = /\b([A-Z][\w$]*)=class (?:_\1|\1\d+)\b[^{]*\{/g;
const NAME_KEPT = '$&static{Object.defineProperty(this,"name",{value:"$1"})}';

const digestLine = (file) =>
  `${createHash('sha256').update(readFileSync(file)).digest('hex')}  ${basename(file)}\n`;

const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

for (const file of [COMPILED, DIGESTS]) rmSync(file, { force: true });

await build({
  absWorkingDir: root,
  entryPoints: ['dist/src/main.js'],
  outfile: BUNDLE,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  external: BESIDE,
  plugins: [absentPackages, otherDrivers, nest],
  // class-validator's ES modules leave most of libphonenumber-js behind.
  mainFields: ['module', 'main'],
  // Names stay, since Nest, TypeORM, the log and stack traces go by them; only `keepNames` would
  // name each function again whenever it is made, for a third of the time of a validation.
  // There is no source map, which Node would have to be told to read, for longer than a start takes:
  // each frame of a stack has the name of its function, and `dist/src` has the lines.
  minifyIdentifiers: false,
  minifyWhitespace: true,
  charset: 'ascii',
  legalComments: 'linked',
  // What a bundle imports is in it or is CommonJS.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': 'bundleUrl' },
  // As Node wraps a CommonJS module.
  banner: {
    js: `(function (exports, require, module, __filename, __dirname) {
const bundleUrl=require('node:url').pathToFileURL(__filename).href;`,
  },
  footer: { js: '})' },
  logLevel: 'warning',
});

// V8 keeps the source in memory, two bytes a character if a single one is not Latin; esbuild leaves
// those in regular expressions alone.
const source = readFileSync(BUNDLE, 'utf8').replace(RENAMED, NAME_KEPT);
writeFileSync(BUNDLE, source.replace(/[^\0-\x7f]/g, escaped));
copyFileSync(join(root, 'scripts/launcher.cjs'), SERVER);
chmodSync(SERVER, 0o755);
await recordCompilation(BUNDLE, COMPILED);
if (existsSync(COMPILED)) writeFileSync(DIGESTS, [BUNDLE, COMPILED].map(digestLine).join(''));
