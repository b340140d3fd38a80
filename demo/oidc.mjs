// Starts an OpenID provider, a page of a frontend and the server, each on a port of its own.
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { listen } from './listen.mjs';
import { startPage } from './page-server.mjs';
import { CLIENT, startProvider } from './provider.mjs';

const port = Number(process.env.PORT ?? 3000);
const server = `http://localhost:${port}`;

/** Has a password already, so that a sign-in with the same address has to be linked. */
const BOB = {
  username: 'bob',
  password: 'four-lazy-pelicans',
  email: 'bob@example.com',
  displayName: 'Bob',
};

/** Otherwise a program that is there already would be taken for the server, and be sent to. */
async function mustBeFree(serverPort) {
  const { HOST: host = '0.0.0.0' } = process.env;
  const probe = createServer();
  await listen(probe, { port: serverPort, host, what: 'the server', variable: 'PORT' });
  await once(probe.close(), 'close');
}

await mustBeFree(port);
const page = await startPage(Number(process.env.DEMO_PAGE_PORT ?? 5173), { server });
const callback = `${page}/callback`;
const issuer = await startProvider(Number(process.env.DEMO_PROVIDER_PORT ?? 4000), callback);

const settings = {
  PORT: String(port),
  DATABASE_URL: 'sqlite:.data/demo.sqlite',
  CORS_ORIGINS: page,
  PROVIDERS: 'demo',
  PROVIDER_DEMO_LABEL: 'the demonstration provider',
  PROVIDER_DEMO_ISSUER: issuer,
  PROVIDER_DEMO_CLIENT_ID: CLIENT.id,
  PROVIDER_DEMO_CLIENT_SECRET: CLIENT.secret,
  PROVIDER_DEMO_REDIRECT_URIS: callback,
  LOG_LEVEL: 'warn',
};
// What the environment sets already wins.
Object.assign(process.env, { ...settings, ...process.env });

await import('../dist/portcullis.cjs');
while (!(await fetch(`${server}/health/live`).catch(() => null))?.ok) await pause(100);
await fetch(`${server}/api/v1/auth/register`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  // From the second time on he exists.
  body: JSON.stringify(BOB),
});

console.log(`
Open ${page} and sign in.

The provider, ${issuer}, takes any name. As "alice" you get a new account at once. "bob" has an
account here already, with the password "${BOB.password}": sign in as him to link the two.
`);
