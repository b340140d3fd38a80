import { testDatabases } from '../databases.js';
import { newAccount, register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { sendRaw } from './harness/raw-socket.js';
import { ROUTES } from './harness/routes.js';

const YEAR = 31_536_000;

onEachDatabase('every answer', (database) => {
  const server = useServer(database);

  const answers = async (): Promise<readonly Answer[]> => [
    await server().get(ROUTES.jwks),
    await server().get('/health/live'),
    await server().get('/nowhere'),
    await server().get(ROUTES.login),
    await server().post(ROUTES.register, newAccount()),
    await server().post(ROUTES.token, { username: 'nobody', password: 'x' }),
    await server().send({
      path: ROUTES.token,
      body: '{',
      headers: { 'content-type': 'application/json' },
    }),
    await server().send({ path: '/%ff', method: 'GET' }),
    await sendRaw(server().origin, 'nonsense\r\n\r\n'),
  ];

  it('tells browsers to keep to TLS, to types and to no other page’s frames', async () => {
    for (const answer of await answers()) {
      const [, age] =
        /max-age=(\d+); includeSubDomains/.exec(answer.header('strict-transport-security')) ?? [];
      expect(Number(age)).toBeGreaterThanOrEqual(YEAR);
      expect(answer.header('x-content-type-options')).toBe('nosniff');
      expect(answer.header('referrer-policy')).toBe('no-referrer');
      const policy = answer.header('content-security-policy').split(';');
      expect(policy).toEqual(
        expect.arrayContaining([
          "default-src 'none'",
          "base-uri 'none'",
          "form-action 'none'",
          "frame-ancestors 'none'",
        ]),
      );
    }
  });

  it('has a content type where it has a body, and names no product', async () => {
    for (const answer of await answers()) {
      if (answer.text !== '') expect(answer.header('content-type')).toMatch(/json/);
      expect(answer.header('server')).toBe('');
      expect(answer.header('x-powered-by')).toBe('');
      expect(answer.text).not.toMatch(/fastify|nestjs|express|node\.?js/i);
    }
  });

  it('knows no TRACE', async () => {
    const { status, text } = await sendRaw(
      server().origin,
      'TRACE / HTTP/1.1\r\nHost: a\r\nCookie: refresh_token=abc\r\nConnection: close\r\n\r\n',
    );
    expect(status).toBeGreaterThanOrEqual(400);
    expect(text).not.toContain('abc');
  });
});

onEachDatabase('Host and forwarding headers', (database) => {
  const server = useServer(database);
  const EVIL = 'evil.example';
  const headers = {
    host: EVIL,
    'x-forwarded-host': EVIL,
    'x-forwarded-proto': EVIL,
    'x-forwarded-port': EVIL,
    'x-original-url': `/${EVIL}`,
    'x-rewrite-url': `/${EVIL}`,
    'x-http-method-override': 'DELETE',
    forwarded: `host=${EVIL};proto=http`,
  };

  it('reach no body, header, cookie or token', async () => {
    const account = await register(server());
    const { username, password } = account;
    for (const answer of [
      await server().post(ROUTES.token, { username, password }, headers),
      await server().post(ROUTES.login, { username, password }, headers),
      await server().post(ROUTES.token, { username, password: 'x' }, headers),
      await server().get('/nowhere', headers),
      await server().get('/docs', headers),
      await server().get('/docs-json', headers),
      await server().get(ROUTES.jwks, headers),
    ]) {
      expect(answer.text + JSON.stringify(answer.headers)).not.toContain(EVIL);
      for (const token of answer.text.match(/eyJ[\w-]+\.eyJ[\w-]+/g) ?? []) {
        expect(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).not.toContain(EVIL);
      }
    }
  });
});

const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');

describe('the page at /docs', () => {
  const server = useServer(sqlite, { settings: { docs: true } });

  it.each(['/docs', '/docs/'])('may load its own files, and is kept apart: %s', async (path) => {
    const page = await server().get(path);
    expect(page.status).toBe(200);
    const policy = page.header('content-security-policy').split(';');
    expect(policy).toEqual(expect.arrayContaining(["default-src 'none'", "script-src 'self'"]));
    expect(page.header('cross-origin-opener-policy')).toBe('same-origin');
    expect(page.header('x-content-type-options')).toBe('nosniff');
  });
});
