// Counts the files of ours that a warm request passes through, by coverage, and how long files are:
// `npm run files`, with `--list` for their names. Hooks of the server are counted apart, since every
// request passes them.
import { readdirSync, readFileSync, mkdtempSync, rmSync } from 'node:fs';
import { Session } from 'node:inspector/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { assertReady } from './ready.mjs';
import { root } from './root.mjs';

/** What timers do meanwhile is in some of the measurements, what a request does is in all of them. */
const MEASUREMENTS = 5;
const WARM_UP = 3;
const BUILT = pathToFileURL(join(root, 'dist/src/')).href;

const credentials = { username: 'ana', password: 'correct horse battery' };

assertReady();
const directory = mkdtempSync(join(tmpdir(), 'portcullis-files-'));
process.chdir(directory);
Object.assign(process.env, {
  HOST: '127.0.0.1',
  PORT: '0',
  LOG_LEVEL: 'silent',
  DATABASE_URL: `sqlite:${join(directory, 'files.sqlite')}`,
  JWT_KEYS_DIR: join(directory, 'keys'),
});

const require = createRequire(join(root, 'dist/src/'));
const { loadConfig } = require('./config/load-config.js');
const { createApplication } = require('./application.js');
const app = await createApplication(loadConfig());
await app.listen(0, '127.0.0.1');
const origin = await app.getUrl();

async function post(path, body, headers = {}) {
  const answer = await fetch(origin + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
  return answer.json();
}

const login = () => post('/api/v1/auth/login', credentials);

const requests = {
  login: async () => login,
  refresh: async () => {
    const { data } = await login();
    return () => post('/api/v1/auth/refresh', { refreshToken: data.refreshToken });
  },
  'validate-token': async () => {
    const { data } = await login();
    const headers = { authorization: `Bearer ${data.token}` };
    return () => post('/api/v1/auth/validate-token', {}, headers);
  },
};

const session = new Session();
session.connect();
await session.post('Profiler.enable');
await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

/** The files of which a function ran since the last question, apart from their own loading. */
async function ranSince() {
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const own = result.filter(({ url }) => url.startsWith(BUILT));
  const ran = own.filter(({ functions }) =>
    functions.some(({ ranges: [whole] }) => whole.count > 0 && whole.startOffset > 0),
  );
  return new Set(ran.map(({ url }) => url.slice(BUILT.length).replace(/\.js$/, '.ts')));
}

async function filesOf(prepare) {
  for (let n = 0; n < WARM_UP; n += 1) await (await prepare())();
  let files;
  for (let n = 0; n < MEASUREMENTS; n += 1) {
    const send = await prepare();
    await ranSince();
    await send();
    const ran = await ranSince();
    files = files === undefined ? ran : new Set([...files].filter((file) => ran.has(file)));
  }
  return [...files].sort();
}

await post('/api/v1/auth/register', { ...credentials, email: 'ana@example.com' });
for (const [name, prepare] of Object.entries(requests)) {
  const files = await filesOf(prepare);
  const hooks = files.filter((file) => file.startsWith('server/'));
  console.log(
    `${name}: ${files.length - hooks.length} files, and ${hooks.length} of the server's hooks`,
  );
  if (process.argv.includes('--list')) console.log(files.map((file) => `  ${file}`).join('\n'));
}
await app.close();
rmSync(directory, { recursive: true });

const lengths = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => readFileSync(join(root, 'src', file), 'utf8').split('\n').length - 1)
  .sort((one, other) => one - other);
const median = lengths[Math.floor(lengths.length / 2)];
console.log(`src: ${lengths.length} files, median ${median} lines, longest ${lengths.at(-1)}`);
