// Puts what `dist/src/main.js` loads into one file: looking up and reading 1,800 takes longer than
// running them.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from './root.mjs';

const BUNDLE = join(root, 'dist/portcullis.cjs');

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
const requireFromBundle = {
  name: 'require-from-bundle',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]@nestjs[\\/].*\.js$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(
        'const require = createRequire(import.meta.url);',
        '',
      ),
    }));
  },
};

const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

await build({
  absWorkingDir: root,
  entryPoints: ['dist/src/main.js'],
  outfile: BUNDLE,
  bundle: true,
  platform: 'node',
  target: 'node20.19',
  format: 'cjs',
  external: BESIDE,
  plugins: [absentPackages, otherDrivers, requireFromBundle],
  // class-validator's ES modules leave most of libphonenumber-js behind.
  mainFields: ['module', 'main'],
  // Nest, TypeORM, the log and stack traces go by names. There is no source map, which Node would
  // have to be told to read, for longer than a start takes: each frame of a stack has the name of
  // its function, and `dist/src` has the lines.
  keepNames: true,
  minifyWhitespace: true,
  charset: 'ascii',
  legalComments: 'linked',
  // What a bundle imports is in it or is CommonJS.
  supported: { 'dynamic-import': false },
  define: { 'import.meta.url': 'bundleUrl' },
  banner: { js: "const bundleUrl=require('node:url').pathToFileURL(__filename).href;" },
  logLevel: 'warning',
});

// V8 keeps the source in memory, two bytes a character if a single one is not Latin; esbuild leaves
// those in regular expressions alone.
writeFileSync(BUNDLE, readFileSync(BUNDLE, 'utf8').replace(/[^\0-\x7f]/g, escaped));
