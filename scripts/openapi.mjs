// Writes `openapi.json`: what a server with every default says of itself at /docs-json.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assertReady } from './ready.mjs';
import { root } from './root.mjs';

const LISTENING = /listening on (http:\/\/localhost:\d+)/;

assertReady();
const directory = mkdtempSync(join(tmpdir(), 'portcullis-openapi-'));
const server = spawn(process.execPath, [join(root, 'dist/portcullis.cjs')], {
  // Away from any .env file.
  cwd: directory,
  env: {
    PATH: process.env.PATH,
    HOST: '127.0.0.1',
    PORT: '0',
    ISSUER: 'http://localhost:3000',
    DATABASE_URL: 'sqlite::memory:',
  },
  stdio: ['ignore', 'pipe', 'inherit'],
});
const ended = once(server, 'exit').then(([code]) => {
  throw new Error(`The server ended with ${code}.`);
});

async function origin() {
  let output = '';
  for await (const chunk of server.stdout) {
    output += chunk;
    const [, found] = LISTENING.exec(output) ?? [];
    if (found) return found;
  }
  return ended;
}

try {
  const document = await (await fetch(`${await origin()}/docs-json`)).json();
  writeFileSync(join(root, 'openapi.json'), `${JSON.stringify(document, null, 2)}\n`);
  console.log('openapi.json is written.');
} finally {
  server.kill('SIGTERM');
  await ended.catch(() => undefined);
  rmSync(directory, { recursive: true });
}
