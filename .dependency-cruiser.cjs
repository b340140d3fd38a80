'use strict';

/** What stands below everything else, and in which order. */
const GROUND = { errors: [], clock: [], text: [], config: ['text'], tracing: ['config'] };
const ground = Object.keys(GROUND);

/** The rooms beside the ground, and which rooms each may know; arrows point down. */
const ROOMS = {
  database: [],
  users: ['tokens', 'database'],
  tokens: [],
  'token-store': ['database'],
  audit: ['tokens', 'database'],
  limits: ['database'],
  mail: ['database'],
  credentials: ['users', 'tokens', 'audit', 'limits', 'database'],
  sessions: ['users', 'token-store', 'tokens', 'audit', 'limits'],
  revocations: ['token-store', 'tokens', 'database'],
  'signing-keys': ['token-store', 'tokens', 'audit', 'database'],
  webhooks: ['tokens', 'audit', 'database'],
  federation: ['users', 'tokens', 'audit', 'limits', 'database'],
  accounts: [
    ...['credentials', 'sessions', 'federation', 'users', 'tokens', 'audit', 'limits', 'mail'],
    'database',
  ],
  clients: ['sessions', 'token-store', 'tokens', 'audit', 'limits', 'database'],
  metrics: [
    ...['credentials', 'signing-keys', 'revocations', 'tokens', 'token-store', 'audit', 'limits'],
    ...['webhooks', 'mail', 'database'],
  ],
  health: ['database', 'limits', 'tokens', 'token-store'],
  workers: ['token-store', 'metrics'],
  api: [
    ...['accounts', 'clients', 'credentials', 'sessions', 'revocations', 'federation'],
    ...['users', 'tokens', 'token-store', 'audit', 'limits', 'mail', 'health', 'metrics'],
  ],
  server: ['api', 'health', 'metrics'],
  cli: [
    ...['accounts', 'clients', 'sessions', 'users', 'token-store', 'signing-keys'],
    ...['audit', 'webhooks', 'tokens', 'database', 'server'],
  ],
};

/** What the modules of a room compose; where a room is not listed, what the room may know. */
const COMPOSES = {
  users: ['tokens', 'database'],
  audit: ['tokens', 'database'],
  cli: ['accounts', 'clients', 'sessions', 'signing-keys', 'audit', 'webhooks', 'database'],
};

const ADAPTER = '/typeorm-[^/]+\\.ts$';
const ENTITY = '\\.entity\\.ts$';
const MODULE = '\\.module\\.ts$';

/** Files at the root start, serve and compose the whole. */
const ROOT = '^src/[^/]+\\.ts$';
/** A command starts as the server does. */
const STARTS = ['cli'];

const folders = (...names) => `^src/(${names.join('|')})/`;
const packages = (...names) => names.map((name) => `node_modules/${name}/`);

const groundOf = (name) => (name in GROUND ? GROUND[name] : [...ground]);

const arrow = (name, rule, from, allowed) => ({
  name: rule,
  comment: `src/${name} may import ${allowed.join(', ') || 'nothing'} and nothing else.`,
  severity: 'error',
  from,
  to: {
    path: '^src/',
    pathNot: [folders(name, ...allowed), ...(STARTS.includes(name) ? [ROOT] : [])],
  },
});

const pointsDown = ([name, below]) =>
  arrow(name, `${name}-points-down`, { path: folders(name), pathNot: MODULE }, [
    ...below,
    ...groundOf(name),
  ]);

const composes = ([name, below]) =>
  arrow(name, `${name}-composes-what-is-listed`, { path: `^src/${name}/.*${MODULE}` }, [
    ...(COMPOSES[name] ?? below),
    ...groundOf(name),
  ]);

const rooms = Object.entries({ ...GROUND, ...ROOMS });

const confined = (name, what, where) => ({
  name,
  severity: 'error',
  from: { path: '^src/', pathNot: where },
  to: { path: what },
});

/** What describes the API, and the page that shows it. */
const DOCUMENTS = ['^src/api/(openapi|documentation)/', '\\.openapi\\.ts$'];

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

const VERIFIER_ADAPTERS = '^packages/verifier/src/(nest|express|fastify|passport)/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...rooms.map(pointsDown),
    ...rooms.map(composes),
    {
      name: 'every-room-has-its-arrows',
      comment: 'A new folder below src says in ROOMS what it may know.',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: folders(...rooms.map(([name]) => name)) },
      to: {},
    },
    {
      name: 'adapters-know-their-port-and-the-database',
      severity: 'error',
      from: { path: ['^src/([^/]+)/.*typeorm-[^/]+\\.ts$', `^src/([^/]+)/.*${ENTITY}`] },
      to: { path: '^src/', pathNot: ['^src/$1/', folders('database', ...ground)] },
    },
    {
      name: 'no-room-imports-the-entry',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: folders(...STARTS) },
      to: { path: ROOT },
    },
    {
      name: 'no-circles-of-files',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circles-of-folders',
      severity: 'error',
      scope: 'folder',
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
    confined('jwt-in-tokens', packages('@nestjs/jwt', 'jsonwebtoken', 'jose'), [folders('tokens')]),
    confined('hashes-in-passwords', packages('argon2', '@node-rs/argon2', 'bcrypt'), [
      '^src/credentials/passwords/',
    ]),
    confined('providers-in-federation', packages('openid-client', 'oauth4webapi'), [
      '^src/federation/providers/',
    ]),
    confined('opentelemetry-in-tracing', packages('@opentelemetry'), [folders('tracing')]),
    confined('mail-in-mail', packages('nodemailer', 'eta'), [folders('mail')]),
    confined('prometheus-in-metrics', packages('prom-client'), [folders('metrics')]),
    confined(
      'http-in-api-and-server',
      [...packages(...HTTP), '^(node:)?http[s2]?$'],
      // `portcullis health` asks as a client.
      [folders('api', 'server'), '^src/cli/health\\.command\\.ts$', '^src/application\\.ts$'],
    ),
    confined('documents-in-openapi', packages('@nestjs/swagger'), DOCUMENTS),
    {
      name: 'documents-load-late',
      comment: 'Where the documentation is off, not even its modules are loaded.',
      severity: 'error',
      from: { path: '^src/', pathNot: DOCUMENTS },
      to: { path: DOCUMENTS, dynamic: false },
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
      name: 'packages-know-no-server',
      comment: 'They are published alone, and speak with the server over HTTP.',
      severity: 'error',
      from: { path: '^packages/([^/]+)/' },
      to: { path: '^(src|packages)/', pathNot: '^packages/$1/' },
    },
    {
      name: 'the-server-knows-no-packages',
      severity: 'error',
      from: { path: '^(src/|ormconfig\\.ts)' },
      to: { path: ['^packages/', '^@portcullis/', 'node_modules/@portcullis/'] },
    },
    {
      name: 'the-verifier-needs-node-alone',
      comment: 'An adapter may know its framework and nothing else; the rest only what Node has.',
      severity: 'error',
      from: { path: '^packages/verifier/src/(?!(nest|fastify)/)' },
      to: { dependencyTypesNot: ['core', 'local'] },
    },
    {
      name: 'the-verifier-knows-no-adapters',
      severity: 'error',
      from: { path: '^packages/verifier/src/', pathNot: VERIFIER_ADAPTERS },
      to: { path: VERIFIER_ADAPTERS },
    },
    {
      name: 'the-client-needs-nothing',
      comment: 'It runs in browsers; only its part for React knows React.',
      severity: 'error',
      from: { path: '^packages/client/src/(?!react/)' },
      to: { dependencyTypesNot: ['local'] },
    },
    {
      name: 'the-client-knows-no-react',
      severity: 'error',
      from: { path: '^packages/client/src/(?!react/)' },
      to: { path: '^packages/client/src/react/' },
    },
    {
      name: 'the-product-knows-no-tests',
      severity: 'error',
      from: { path: '^(src/|packages/|ormconfig\\.ts)' },
      to: { path: '^(test|bench|scripts)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^packages/[^/]+/dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'import', 'default', 'types'],
    },
  },
};
