import { gzipSync } from 'node:zlib';
import { newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { itAnswers } from './harness/exchanges.js';
import {
  envelopeFault,
  type ExpectedFault,
  fault,
  flagFault,
  INVALID_CREDENTIALS,
  MALFORMED,
  missing,
  PAYLOAD_TOO_LARGE,
  UNSUPPORTED,
} from './harness/expected-faults.js';
import type { Exchange } from './harness/golden.js';
import type { HttpRequest } from './harness/http-client.js';
import { ROUTES } from './harness/routes.js';
import { cookieHeader } from './harness/sessions.js';

const LIMIT = 16 * 1024;
const path = ROUTES.token;
const json = { 'content-type': 'application/json' };
const text = { 'content-type': 'text/plain' };
const BROKEN = '{"username":';

/** A JSON object of exactly so many bytes. */
function sized(bytes: number, fields: object = {}): string {
  const empty = JSON.stringify({ ...fields, padding: '' });
  return JSON.stringify({ ...fields, padding: 'x'.repeat(bytes - empty.length) });
}

const refused = (
  name: string,
  request: Omit<HttpRequest, 'path'>,
  expected: ExpectedFault,
): Exchange => ({ name, request: { path, ...request }, answer: fault(path, expected) });

const ORDER: readonly Exchange[] = [
  refused(
    'too large counts before the wrong type',
    { body: 'x'.repeat(LIMIT + 1), headers: text },
    PAYLOAD_TOO_LARGE,
  ),
  refused(
    'too large counts before broken JSON',
    { body: BROKEN + ' '.repeat(LIMIT), headers: json },
    PAYLOAD_TOO_LARGE,
  ),
  refused(
    'too large counts when no length was announced',
    { body: sized(LIMIT + 1), headers: json, chunked: true },
    PAYLOAD_TOO_LARGE,
  ),
  refused('the wrong type counts before broken JSON', { body: BROKEN, headers: text }, UNSUPPORTED),
  refused('broken JSON counts before missing fields', { body: BROKEN, headers: json }, MALFORMED),
  refused(
    'missing fields count before wrong credentials',
    { json: { username: 'nobody' } },
    missing('password'),
  ),
  refused(
    'exactly 16 KiB reach the credentials',
    { body: sized(LIMIT, { username: 'x', password: 'x' }), headers: json },
    INVALID_CREDENTIALS,
  ),
  refused(
    'one byte more is too large',
    { body: sized(LIMIT + 1), headers: json },
    PAYLOAD_TOO_LARGE,
  ),
];

const TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'application/octet-stream',
  'text/json',
  'application/jsonp',
];

onEachDatabase('the order of faults', (database) => {
  const server = useServer(database);

  itAnswers(server, ORDER);

  it('too large and wrongly typed bodies are refused in the words of each contract', async () => {
    const large = { body: sized(LIMIT + 1), headers: json };
    const typed = { body: 'x', headers: text };
    const cases: readonly Exchange[] = [
      {
        name: 'envelope',
        request: { path: ROUTES.register, ...large },
        answer: envelopeFault(ROUTES.register, PAYLOAD_TOO_LARGE),
      },
      {
        name: 'combined',
        request: { path: ROUTES.login, ...typed },
        answer: envelopeFault(ROUTES.login, UNSUPPORTED),
      },
      {
        name: 'success-flag, large',
        request: { path: ROUTES.flagLogin, ...large },
        answer: flagFault(413, 'Payload too large.'),
      },
      {
        name: 'success-flag, typed',
        request: { path: ROUTES.flagLogin, ...typed },
        answer: flagFault(415, 'Unsupported media type.'),
      },
    ];
    for (const { request, answer } of cases) {
      const { status, body } = await server().send(request);
      expect({ status, body }).toEqual(answer);
    }
  });

  it('an unreadable body counts before a cookie from afar', async () => {
    const headers = { ...json, ...cookieHeader('forged'), origin: 'https://evil.example' };
    const answer = await server().send({ path: ROUTES.refresh, headers, body: BROKEN });
    expect(answer.status).toBe(400);
  });
});

onEachDatabase('the media type of a body', (database) => {
  const server = useServer(database);
  const account = newAccount('typist');
  const credentials = JSON.stringify({ username: account.username, password: account.password });

  beforeAll(() => register(server(), account));

  itAnswers(server, [
    ...TYPES.map((type) =>
      refused(
        `${type} is refused`,
        { body: credentials, headers: { 'content-type': type } },
        UNSUPPORTED,
      ),
    ),
    refused('none is refused', { body: credentials }, UNSUPPORTED),
    refused(
      'a form with credentials is refused',
      {
        body: `username=${account.username}&password=${account.password}`,
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      },
      UNSUPPORTED,
    ),
  ]);

  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset="UTF-8"',
    'application/json; charset=utf8',
    'application/json; charset="UTF8"',
    'application/json; profile="https://example.com/login"',
  ])('%s is read', async (type) => {
    const headers = { 'content-type': type };
    expect((await server().send({ path, headers, body: credentials })).status).toBe(200);
  });

  it.each(['utf-16', 'iso-8859-1', 'utf-7'])('the charset %s is refused', async (charset) => {
    const headers = { 'content-type': `application/json; charset=${charset}` };
    const body = charset === 'utf-16' ? Buffer.from(credentials, 'utf16le') : credentials;
    const { status } = await server().send({ path, headers, body });
    expect([400, 415]).toContain(status);
  });

  it('a compressed body is refused, as is one that only says so', async () => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    for (const body of [gzipSync(credentials), credentials]) {
      expect((await server().send({ path, headers, body })).status).toBe(415);
    }
  });
});
