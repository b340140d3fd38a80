'use strict';

const LEAVES = [
  'users',
  'passwords',
  'tokens',
  'token-store',
  'identity-providers',
  'identities',
  'exchanges',
  'audit',
  'limits',
];
const GROUND = ['errors', 'clock', 'config', 'text'];
const ADAPTER = '/typeorm-[^/]+\\.ts$';
const ENTITY = '\\.entity\\.ts$';
/** Modules only compose, so their arrows may point anywhere. */
const MODULE = '\\.module\\.ts$';

const ENTRY = '^src/(main|application)\\.ts$';
const HTTP = [
  'fastify',
  '@fastify',
  '@nestjs/platform-fastify',
  '@nestjs/passport',
  'passport',
  'passport-local',
  'negotiator',
  'find-my-way',
];

const folders = (...names) => `^src/(${names.join('|')})/`;
const packages = (...names) => names.map((name) => `node_modules/${name}/`);

/** What each folder may import beside itself and the ground. */
const ARROWS = {
  ...Object.fromEntries(GROUND.map((name) => [name, []])),
  ...Object.fromEntries(LEAVES.map((name) => [name, []])),
  config: ['text'],
  database: [],
  auth: [...LEAVES, 'database', 'metrics'],
  metrics: LEAVES,
  health: [...LEAVES, 'database'],
  http: ['auth', ...LEAVES, 'metrics', 'health'],
  workers: ['token-store', 'metrics'],
  cli: ['auth', ...LEAVES, 'database'],
};

const EXCEPTIONS = {
  // The schema is made of the entities; keys are computed anew as everywhere else.
  database: [ENTITY, '^src/users/canonical-name\\.ts$'],
  // When to sweep is decided once for all, what to sweep by each leaf.
  'token-store': ['^src/database/sweeper\\.ts$'],
  limits: ['^src/database/sweeper\\.ts$'],
  // A command starts as the server does.
  cli: ['^src/[^/]+\\.ts$'],
};

const arrow = ([name, allowed]) => ({
  name: `${name}-points-down`,
  comment: `src/${name} may import ${[...allowed, ...GROUND].join(', ')} and nothing else.`,
  severity: 'error',
  from: { path: folders(name), pathNot: [MODULE, ADAPTER, ENTITY] },
  to: {
    path: '^src/',
    pathNot: [folders(name, ...allowed, ...groundOf(name)), ...(EXCEPTIONS[name] ?? [])],
  },
});

/** The ground has an order of its own: the configuration may report faults, faults know nobody. */
const groundOf = (name) => (GROUND.includes(name) ? [] : GROUND);

const confined = (name, what, where) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: where },
  to: { path: what },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...Object.entries(ARROWS).map(arrow),
    {
      name: 'adapters-know-their-port-and-the-database',
      severity: 'error',
      from: { path: ['^src/([^/]+)/.*typeorm-[^/]+\\.ts$', `^src/([^/]+)/.*${ENTITY}`] },
      to: { path: '^src/', pathNot: ['^src/$1/', folders('database', ...GROUND)] },
    },
    {
      name: 'nobody-imports-the-entry',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: folders('cli') },
      to: { path: '^src/[^/]+\\.ts$' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'faults-know-no-framework',
      severity: 'error',
      from: { path: folders('errors') },
      to: { path: 'node_modules' },
    },
    confined('typeorm-in-adapters', packages('typeorm', '@nestjs/typeorm'), [
      ENTITY,
      ADAPTER,
      folders('database'),
      MODULE,
    ]),
    confined(
      'drivers-in-database',
      packages('mysql2', 'better-sqlite3', 'better-sqlite3-node-api'),
      [folders('database')],
    ),
    confined('jwt-in-tokens', packages('@nestjs/jwt', 'jsonwebtoken', 'jose'), [
      folders('tokens'),
      '^src/auth/auth\\.module\\.ts$',
    ]),
    confined('hashes-in-passwords', packages('argon2', '@node-rs/argon2', 'bcrypt'), [
      folders('passwords'),
    ]),
    confined('providers-in-identity-providers', packages('openid-client', 'oauth4webapi'), [
      folders('identity-providers'),
    ]),
    confined('prometheus-in-metrics', packages('prom-client'), [folders('metrics')]),
    confined(
      'http-in-http',
      [...packages(...HTTP), '^(node:)?http[s2]?$'],
      // `portcullis health` asks as a client.
      [folders('http'), '^src/cli/health\\.command\\.ts$', ENTRY, MODULE],
    ),
    confined('documents-in-openapi', packages('@nestjs/swagger'), ['^src/http/openapi/']),
    {
      name: 'documents-load-late',
      comment: 'Where the documentation is off, not even its modules are loaded.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/http/openapi/' },
      to: { path: '^src/http/openapi/', dynamic: false },
    },
    {
      name: 'production-runs-without-development-packages',
      severity: 'error',
      from: { path: '^(src/|ormconfig\\.ts)' },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'the-product-knows-no-tests',
      severity: 'error',
      from: { path: '^(src/|ormconfig\\.ts)' },
      to: { path: '^(test|bench|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'import', 'default', 'types'],
    },
  },
};
