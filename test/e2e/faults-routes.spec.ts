import { onEachDatabase, useServer } from './harness/each-database.js';
import { itAnswers } from './harness/exchanges.js';
import {
  envelopeFault,
  fault,
  flagFault,
  METHOD_NOT_ALLOWED,
  NOT_FOUND,
} from './harness/expected-faults.js';
import type { Exchange } from './harness/golden.js';
import { sendRaw } from './harness/raw-socket.js';
import { ROUTES } from './harness/routes.js';

const allowing = (method: string): Readonly<Record<string, unknown>> => ({
  allow: expect.stringMatching(new RegExp(`\\b${method}\\b`)),
});

const UNKNOWN: readonly Exchange[] = [
  '/',
  '/nothing',
  '/api/v1/auth',
  '/api/v1/auth/nothing',
  '/api/v1/auth/token/',
  '/api/v1/auth/TOKEN',
  '/api/v1/auth/%74oken%2f',
  '/api/authority',
].map((path) => ({
  name: `${path} is not found`,
  request: { path },
  answer: fault(path, NOT_FOUND),
}));

const ENVELOPE_PATHS = [ROUTES.register, ROUTES.login, ROUTES.envelopeRefresh, ROUTES.validate];
const PLAIN_PATHS = [ROUTES.token, ROUTES.refresh, ROUTES.logout];

const WRONG_METHODS: readonly Exchange[] = [
  ...PLAIN_PATHS.map((path) => ({
    name: `GET ${path} is told which method to use`,
    request: { path, method: 'GET' },
    answer: { ...fault(path, METHOD_NOT_ALLOWED), headers: allowing('POST') },
  })),
  ...ENVELOPE_PATHS.map((path) => ({
    name: `PUT ${path} is told which method to use`,
    request: { path, method: 'PUT', json: {} },
    answer: { ...envelopeFault(path, METHOD_NOT_ALLOWED), headers: allowing('POST') },
  })),
  ...[ROUTES.flagLogin, ROUTES.flagRefresh].map((path) => ({
    name: `DELETE ${path} is told which method to use`,
    request: { path, method: 'DELETE' },
    answer: { ...flagFault(405, 'Method not allowed.'), headers: allowing('POST') },
  })),
  ...[ROUTES.me, ROUTES.jwks].map((path) => ({
    name: `POST ${path} is told which method to use`,
    request: { path },
    answer: { ...fault(path, METHOD_NOT_ALLOWED), headers: allowing('GET') },
  })),
  {
    name: 'PATCH is told which method to use',
    request: { path: ROUTES.token, method: 'PATCH' },
    answer: { ...fault(ROUTES.token, METHOD_NOT_ALLOWED), headers: allowing('POST') },
  },
];

const CASES: readonly Exchange[] = [
  ...UNKNOWN,
  {
    name: 'the path is told without its query',
    request: { path: '/nothing?password=secret', method: 'GET' },
    answer: fault('/nothing', NOT_FOUND),
  },
  {
    name: 'an unknown method on an unknown path is not found',
    request: { path: '/nothing', method: 'PROPFIND' },
    answer: fault('/nothing', NOT_FOUND),
  },
  {
    name: 'below /api/auth everything speaks success-flag',
    request: { path: '/api/auth/nothing', method: 'GET' },
    answer: flagFault(404, 'Not found.'),
  },
  ...WRONG_METHODS,
];

/** What no HTTP library would send; all of it is refused before a route is chosen. */
const BROKEN_REQUESTS: readonly (readonly [string, string])[] = [
  ['an invented method', 'BREW /api/v1/auth/token HTTP/1.1\r\nHost: x\r\n\r\n'],
  ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
  ['no request line', '\u0000\u0001\u0002\r\n\r\n'],
  ['a header without a name', 'GET / HTTP/1.1\r\nHost: x\r\n: nameless\r\n\r\n'],
  ['a header too large', `GET / HTTP/1.1\r\nHost: x\r\nX-Pad: ${'a'.repeat(70_000)}\r\n\r\n`],
  ['a length that is no number', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: ten\r\n\r\n'],
  ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab'],
  [
    'a length and chunks',
    'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
  ],
];

const BAD_PATHS = ['/api/v1/auth/%', '/api/v1/auth/%ff%fe', '/%c0%af', '/api/v1/auth/%00'];

onEachDatabase('routes and methods that are not', (database) => {
  const server = useServer(database);

  itAnswers(server, CASES);

  it('an expectation that nobody knows is ignored', async () => {
    const request = `GET ${ROUTES.jwks} HTTP/1.1\r\nHost: x\r\nExpect: tea\r\nConnection: close\r\n\r\n`;
    expect((await sendRaw(server().origin, request)).status).toBe(200);
  });

  it.each(BAD_PATHS)('GET %s is refused with a clear fault', async (path) => {
    const request = `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
    const answer = await sendRaw(server().origin, request);
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).toMatchObject({ status: answer.status, errorCode: expect.any(String) });
    expect(answer.header('x-request-id')).not.toBe('');
  });

  it.each(BROKEN_REQUESTS)('%s gets a 4xx in the common shape', async (_name, request) => {
    const answer = await sendRaw(server().origin, request);
    expect(Math.floor(answer.status / 100)).toBe(4);
    expect(answer.body).toMatchObject({
      status: answer.status,
      errorCode: expect.any(String),
      message: expect.any(String),
    });
    expect(answer.header('x-request-id')).not.toBe('');
  });

  it('understands a target with scheme and host, and tells nobody what else was in it', async () => {
    const target = 'http://somebody:secret@elsewhere/nothing?password=secret';
    const request = `GET ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
    const answer = await sendRaw(server().origin, request);
    expect(answer.body).toMatchObject({ status: 404, path: '/nothing' });
    const keys = `GET http://elsewhere${ROUTES.jwks} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`;
    expect((await sendRaw(server().origin, keys)).status).toBe(200);
  });

  it.each([
    ['/api/v1/auth/log%69n', { errorCode: 'VALIDATION_FAILED', data: null }],
    ['/api/v1/auth/%74oken', { errorCode: 'VALIDATION_FAILED' }],
    ['/api/%61uth/login', { success: false, message: 'Missing username or password' }],
  ])('%s is the route that it spells', async (path, body) => {
    const answer = await server().send({ path, json: {} });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject(body);
  });

  it('goes on serving afterwards', async () => {
    expect((await server().get(ROUTES.jwks)).status).toBe(200);
  });
});
