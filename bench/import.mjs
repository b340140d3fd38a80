// Imports so many accounts, kills the import once on the way, runs it again, logs in as the first of
// them, and reads a thousand pages of the list:
//
//   npm run build && node bench/import.mjs [COUNT] [DATABASE_URL]
//
// The database has to be an empty one; without it, it is a file of SQLite that is gone afterwards.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { root } from '../scripts/root.mjs';

const SERVER = join(root, 'dist/portcullis.cjs');
const PASSWORD = 'rasmuslerdorf';
const HASH = '$2y$07$BCryptRequires22Chrcte/VlQH0piJtjXl.0t1XkA8pw9dMXTpOq';

const count = Number(process.argv[2] ?? 200_000);
const directory = mkdtempSync(join(tmpdir(), 'portcullis-import-'));
const url = process.argv[3] ?? `sqlite:${join(directory, 'portcullis.sqlite')}`;
const file = join(directory, 'people.jsonl');
const environment = {
  PATH: process.env.PATH,
  DATABASE_URL: url,
  JWT_KEYS_DIR: join(directory, 'keys'),
  SECRETS: 'a-secret-of-the-benchmark-and-nothing-else',
  PORT: '45000',
  HOST: '127.0.0.1',
};

/** Names in no order, as those of people are. */
const nameOf = (n) => `${((n * 2_654_435_761) % 4_294_967_296).toString(36)}.${n}`;

function* lines() {
  for (let n = 0; n < count; n += 1) {
    const username = nameOf(n);
    const email = `${username}@example.com`;
    const roles = n === 0 ? ['user', 'admin'] : ['user'];
    const account = {
      username,
      email,
      displayName: `Person ${n}`,
      roles,
      password: { hash: HASH },
    };
    yield `${JSON.stringify(account)}\n`;
  }
}

function start(...args) {
  const child = spawn(process.execPath, [SERVER, ...args], { cwd: directory, env: environment });
  const closed = once(child, 'close');
  return { child, closed };
}

/** Seconds, peak of memory, and what the command said. */
async function importAll() {
  const begun = performance.now();
  const { child, closed } = start('import', 'users', file, '--json');
  let peak = 0;
  const meter = setInterval(async () => {
    const ps = spawn('ps', ['-o', 'rss=', '-p', String(child.pid)]);
    peak = Math.max(peak, Number(await text(ps.stdout)) / 1024);
  }, 1000);
  child.stderr.pipe(process.stderr);
  const said = await text(child.stdout);
  await closed;
  clearInterval(meter);
  return { seconds: (performance.now() - begun) / 1000, peak: Math.round(peak), said: said.trim() };
}

/** Kills an import once it has said how far it is, which it does every five seconds. */
async function importSome() {
  const begun = performance.now();
  const { child, closed } = start('import', 'users', file);
  child.stdout.resume();
  const [progress] = await once(child.stderr, 'data');
  child.kill('SIGKILL');
  await closed;
  return { seconds: (performance.now() - begun) / 1000, progress: String(progress).trim() };
}

const ORIGIN = `http://127.0.0.1:${environment.PORT}`;

async function loginOfTheFirst() {
  const begun = performance.now();
  const answer = await fetch(`${ORIGIN}/api/v1/auth/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: nameOf(0), password: PASSWORD }),
  });
  const milliseconds = performance.now() - begun;
  const { accessToken } = await answer.json();
  return { status: answer.status, milliseconds, accessToken };
}

/** Milliseconds that each page took, in order. */
async function readPages(accessToken, pages) {
  const headers = { authorization: `Bearer ${accessToken}` };
  const took = [];
  for (let cursor = null; took.length < pages;) {
    const query = cursor === null ? '' : `&cursor=${cursor}`;
    const begun = performance.now();
    const answer = await fetch(`${ORIGIN}/api/v1/users?limit=100${query}`, { headers });
    const page = await answer.json();
    took.push(performance.now() - begun);
    if (!answer.ok) throw new Error(`a page was answered ${answer.status}`);
    cursor = page.nextCursor;
    if (cursor === null) break;
  }
  return took;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

async function useServer() {
  const { child, closed } = start('serve');
  child.stderr.resume();
  for await (const chunk of child.stdout) if (String(chunk).includes('listening')) break;
  child.stdout.resume();
  const login = await loginOfTheFirst();
  console.log(`first login    ${login.status} in ${login.milliseconds.toFixed(0)} ms`);
  const pages = await readPages(login.accessToken, 1000);
  const [first, last] = [pages.slice(10, 60), pages.slice(-50)].map(median);
  console.log(
    `pages of 100   ${first.toFixed(1)} ms around the 30th, ${last.toFixed(1)} ms around the ${pages.length - 25}th`,
  );
  child.kill('SIGTERM');
  await closed;
}

try {
  const load = loadavg()[0]?.toFixed(1);
  console.log(
    `${count} accounts into ${url.split(':')[0]}, ${availableParallelism()} cores, load ${load}`,
  );
  await pipeline(Readable.from(lines()), createWriteStream(file));
  const killed = await importSome();
  console.log(`killed after   ${killed.seconds.toFixed(1)} s: ${killed.progress}`);
  const finished = await importAll();
  console.log(
    `run again      ${finished.seconds.toFixed(1)} s, ${finished.peak} MiB: ${finished.said}`,
  );
  const total = killed.seconds + finished.seconds;
  console.log(`together       ${total.toFixed(1)} s, ${Math.round(count / total)} a second`);
  await useServer();
} finally {
  rmSync(directory, { recursive: true });
}
