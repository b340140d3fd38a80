// How soon a service refuses a token whose session was ended at another instance: three instances on
// MariaDB, a verifier that follows the feed of the third, no request for each token.
import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { createVerifier } from '@portcullis/verifier';
import { openScratch } from './databases.mjs';
import { LENIENT, portcullis, start } from './servers.mjs';
import { createServiceAccount } from './service-account.mjs';

const LOGOUTS = 1000;
const OUTAGES = 50;
const SESSIONS = 4;
const ISSUER = 'https://portcullis.bench';
const PORTS = [4701, 4702, 4703];
const PROXY = 4704;

async function post(url, path, body, headers = {}) {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

/** A way to the server that can be cut. */
function line(port, to) {
  const open = new Set();
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ]) {
      open.add(socket);
      socket.on('error', () => undefined).on('close', () => (open.delete(socket), other.destroy()));
      socket.pipe(other);
    }
  });
  const up = async () => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  const down = async () => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of open) socket.destroy();
    await closed;
  };
  return { up, down };
}

const isRefused = (verifier, token) => {
  try {
    verifier.verify(token);
    return false;
  } catch (error) {
    if (error.code !== 'revoked') throw error;
    return true;
  }
};

async function untilRefused(verifier, token, since) {
  while (!isRefused(verifier, token)) await delay(1);
  return performance.now() - since;
}

function report(name, milliseconds) {
  const sorted = milliseconds.toSorted((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.ceil(share * sorted.length) - 1]);
  console.log(
    `${name}: ${sorted.length} logouts, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms`,
  );
}

const scratch = await openScratch();
const databaseUrl = await scratch.mariadb('revocations');
const subject = portcullis(scratch.directory, databaseUrl, LENIENT);
const servers = [];
for (const port of PORTS) servers.push(await start(subject, port));
const [one, two] = servers;

const account = { username: 'bench', password: 'correct-horse-battery', email: 'b@example.com' };
await post(one.url, '/api/v1/auth/register', account);
const client = createServiceAccount(subject, 'portcullis');

const feed = line(PROXY, PORTS[2]);
await feed.up();
const verifier = createVerifier({
  issuer: ISSUER,
  audience: 'portcullis',
  clientId: client.id,
  clientSecret: client.secret,
  jwksUri: `http://127.0.0.1:${PROXY}/.well-known/jwks.json`,
  revocationsUri: `http://127.0.0.1:${PROXY}/api/v1/auth/revocations`,
});
await verifier.ready();

async function login() {
  const answer = await post(one.url, '/api/v1/auth/token', account);
  const { accessToken } = await answer.json();
  if (isRefused(verifier, accessToken)) throw new Error('a good token is refused');
  return accessToken;
}

async function logOut(token) {
  await post(two.url, '/api/v1/auth/logout', {}, { authorization: `Bearer ${token}` });
  return performance.now();
}

const connected = [];
const logInAndOut = async () => {
  while (connected.length < LOGOUTS) {
    const token = await login();
    connected.push(await untilRefused(verifier, token, await logOut(token)));
  }
};
await Promise.all(Array.from({ length: SESSIONS }, logInAndOut));
report('feed connected', connected.slice(0, LOGOUTS));

const cut = [];
for (let round = 0; round < OUTAGES; round += 1) {
  const token = await login();
  await feed.down();
  await logOut(token);
  await feed.up();
  cut.push(await untilRefused(verifier, token, performance.now()));
}
report('feed down at the logout, from its return', cut);

verifier.close();
await feed.down();
for (const server of servers) await server.stop();
await scratch.close();
