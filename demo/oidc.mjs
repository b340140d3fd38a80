// Starts an OpenID provider, a page of a frontend and the server, each on a port of its own.
import { setTimeout as pause } from 'node:timers/promises';
import { startPage } from './page-server.mjs';
import { CLIENT, startProvider } from './provider.mjs';

const port = Number(process.env.PORT ?? 3000);
const server = `http://localhost:${port}`;

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
};
// What the environment sets already wins.
Object.assign(process.env, { ...settings, ...process.env });

await import('../dist/portcullis.cjs');
while (!(await fetch(`${server}/health/live`).catch(() => null))?.ok) await pause(100);

console.log(`
The provider is at ${issuer} and takes any login with any password.
Open ${page} and sign in.
`);
