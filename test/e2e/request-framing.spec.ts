import { onEachDatabase, useServer } from './harness/each-database.js';
import { sendRaw } from './harness/raw-socket.js';
import { ROUTES } from './harness/routes.js';

const BODY = '{"username":"nobody","password":"x"}';
const SMUGGLED = 'GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n';

const request = (headers: readonly string[], body: string): string =>
  [
    `POST ${ROUTES.token} HTTP/1.1`,
    'Host: a',
    'Content-Type: application/json',
    ...headers,
    '',
    body,
  ].join('\r\n');

const chunked = `${BODY.length.toString(16)}\r\n${BODY}\r\n0\r\n\r\n`;

/** Requests whose end two servers in a row could see in different places. */
const AMBIGUOUS: readonly (readonly [string, string])[] = [
  [
    'a length and chunks',
    request([`Content-Length: ${BODY.length}`, 'Transfer-Encoding: chunked'], chunked + SMUGGLED),
  ],
  [
    'chunks and a length',
    request(['Transfer-Encoding: chunked', 'Content-Length: 4'], chunked + SMUGGLED),
  ],
  ['two lengths', request(['Content-Length: 5', 'Content-Length: 40'], BODY + SMUGGLED)],
  ['a length with a sign', request([`Content-Length: +${BODY.length}`], BODY + SMUGGLED)],
  ['a length in hexadecimal', request(['Content-Length: 0x24'], BODY + SMUGGLED)],
  ['an encoding that is almost chunked', request(['Transfer-Encoding: xchunked'], chunked)],
  ['an encoding before the last', request(['Transfer-Encoding: chunked, identity'], chunked)],
  [
    'a chunk of negative size',
    request(['Transfer-Encoding: chunked'], `-1\r\n${BODY}\r\n0\r\n\r\n`),
  ],
  ['a header continued on the next line', request(['X-Fold: a', ' b'], '')],
  ['a blank before the colon', request([`Content-Length : ${BODY.length}`], BODY)],
  ['a line that ends without a carriage return', request([`X: a\nContent-Length: 99`], BODY)],
];

onEachDatabase('a request with', (database) => {
  const server = useServer(database);

  it.each(AMBIGUOUS)('%s is refused, and nothing after it is read', async (_name, bytes) => {
    const answer = await sendRaw(server().origin, bytes);
    expect(answer.status).toBe(400);
    expect(answer.text).not.toContain('smuggled');
  });
});

onEachDatabase('what production closes', (database) => {
  const server = useServer(database, { settings: { docs: false, metrics: false } });

  it.each(['/docs', '/docs-json', '/metrics', '/.env', '/.git/HEAD', '/package.json', '/'])(
    '%s is not found',
    async (path) => {
      expect((await server().get(path)).status).toBe(404);
    },
  );
});
