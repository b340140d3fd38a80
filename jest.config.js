'use strict';

const { availableParallelism } = require('node:os');

const jsc = {
  target: 'es2023',
  keepClassNames: true,
  transform: {
    legacyDecorator: true,
    decoratorMetadata: true,
    useDefineForClassFields: false,
  },
};

const swc = (parser, isModule = 'unknown') => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    isModule,
    module: { type: 'commonjs' },
    jsc: { ...jsc, parser },
  },
];

/** Packages that load a binary of their own, or are one big bundle; all of them CommonJS. */
const untransformed = [
  '@node-rs',
  '@swc',
  'argon2',
  'bcrypt',
  'better-sqlite3',
  'better-sqlite3-node-api',
  'bindings',
  'node-gyp-build',
  'playwright-core',
  'typescript',
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['<rootDir>/test/**/*.spec.ts'],
  globalSetup: '<rootDir>/test/global-setup.ts',
  // Nest 12 is published as ES modules, which Jest runs only when compiled to CommonJS.
  transform: {
    // A script by its looks, yet it imports a module: `import()` has to be compiled as well.
    '/node_modules/@fastify/cookie/': swc({ syntax: 'ecmascript' }, true),
    '\\.ts$': swc({ syntax: 'typescript', decorators: true }),
    '\\.(js|mjs|cjs)$': swc({ syntax: 'ecmascript' }),
  },
  transformIgnorePatterns: [`/node_modules/(${untransformed.join('|')})/`],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': ['$1', '$1.js'] },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node'],
  testTimeout: 30_000,
  maxWorkers: Math.max(2, availableParallelism() - 1),
  // Jest keeps something of each suite: a worker that ran a hundred collected garbage for seconds,
  // and what was tested under load timed out.
  workerIdleMemoryLimit: '1GB',
};
