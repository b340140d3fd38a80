import { type Account, credentialsOf, register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { ROUTES } from './harness/routes.js';

const LISTED = 'https://app.example.com';
const FOREIGN = [
  'https://evil.example',
  'null',
  `${LISTED}.evil.example`,
  'http://app.example.com',
];
const EXPOSED = [
  'X-Auth-Token',
  'ETag',
  'Location',
  'WWW-Authenticate',
  'X-Request-Id',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
];

const preflight = (origin: string) => ({
  method: 'OPTIONS',
  path: ROUTES.login,
  headers: {
    origin,
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'content-type',
  },
});

const allowed = (answer: Answer): string => answer.header('access-control-allow-origin');

onEachDatabase('frontends on other origins', (database) => {
  const server = useServer(database, { settings: { corsOrigins: [LISTED] } });
  let account: Account;

  beforeAll(async () => {
    account = await register(server());
  });

  it('are let in by name, with credentials, and may read what they need', async () => {
    const answer = await server().post(ROUTES.token, credentialsOf(account), { origin: LISTED });
    expect(answer.status).toBe(200);
    expect(allowed(answer)).toBe(LISTED);
    expect(answer.header('access-control-allow-credentials')).toBe('true');
    expect(answer.header('access-control-expose-headers').split(/, ?/)).toEqual(EXPOSED);
    expect(answer.header('vary')).toMatch(/\bOrigin\b/);
  });

  it('may ask beforehand', async () => {
    const answer = await server().send(preflight(LISTED));
    expect(answer.status).toBe(204);
    expect(allowed(answer)).toBe(LISTED);
    expect(answer.header('access-control-allow-headers')).toMatch(/content-type/i);
  });

  it('may read faults too, and answers that depend on Accept as well', async () => {
    const answer = await server().post(ROUTES.login, {}, { origin: LISTED });
    expect(answer.status).toBe(400);
    expect(allowed(answer)).toBe(LISTED);
    expect(answer.header('vary')).toMatch(/Origin.*Accept|Accept.*Origin/);
  });

  it.each(FOREIGN)('are not let in unless they are listed: %s', async (origin) => {
    for (const answer of [
      await server().send(preflight(origin)),
      await server().post(ROUTES.token, credentialsOf(account), { origin }),
    ]) {
      expect(allowed(answer)).toBe('');
    }
  });

  it('are told apart by caches even where no origin is named', async () => {
    expect((await server().get(ROUTES.jwks)).header('vary')).toMatch(/\bOrigin\b/);
  });
});

onEachDatabase('without CORS_ORIGINS', (database) => {
  const server = useServer(database);

  it('no origin is let in', async () => {
    const answer = await server().send(preflight(LISTED));
    expect(allowed(answer)).toBe('');
    expect(answer.status).toBe(405);
  });
});

const APPLICATION = 'capacitor://localhost';

onEachDatabase('applications in a web view', (database) => {
  const server = useServer(database, {
    settings: { corsOrigins: [APPLICATION], corsHeaders: ['X-Tenant'] },
  });

  it('are let in by the origin of their scheme, with the headers of tracing and those listed', async () => {
    const answer = await server().send(preflight(APPLICATION));
    expect(answer.status).toBe(204);
    expect(allowed(answer)).toBe(APPLICATION);
    const headers = answer.header('access-control-allow-headers').split(/, ?/);
    expect(headers).toEqual(
      expect.arrayContaining(['traceparent', 'tracestate', 'baggage', 'sentry-trace', 'X-Tenant']),
    );
  });

  it('may refresh and log out by cookie', async () => {
    const account = await register(server());
    const opened = await server().post(ROUTES.token, credentialsOf(account));
    const cookie = `refresh_token=${opened.cookie('refresh_token')}`;
    const headers = { cookie, origin: APPLICATION, 'sec-fetch-site': 'cross-site' };
    expect((await server().send({ path: ROUTES.refresh, headers })).status).toBe(200);
    expect((await server().send({ path: ROUTES.refreshLogout, headers })).status).toBe(204);
  });
});
