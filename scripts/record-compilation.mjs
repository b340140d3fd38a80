import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './root.mjs';

/** Milliseconds; a busy machine starts it in two seconds. */
const PATIENCE = 60_000;

/**
 * Starts the bundle once, on nothing that lasts, and has it write down what V8 has compiled of it
 * by the time that it listens. Without that record a server starts too, only more slowly.
 */
export async function recordCompilation(bundle, record) {
  const directory = mkdtempSync(join(tmpdir(), 'portcullis-build-'));
  try {
    const server = spawn(
      process.execPath,
      [join(root, 'scripts/recorded-start.cjs'), bundle, record],
      {
        cwd: directory,
        env: {
          PATH: process.env.PATH,
          HOST: '127.0.0.1',
          PORT: '0',
          DATABASE_URL: 'sqlite::memory:',
          JWT_KEYS_DIR: join(directory, 'keys'),
        },
        stdio: ['ignore', 'pipe', 'inherit'],
        timeout: PATIENCE,
      },
    );
    server.stdout.on('data', (chunk) => {
      if (chunk.includes('listening on')) server.kill('SIGTERM');
    });
    const [code] = await once(server, 'exit');
    if (code !== 0) console.warn(`Nothing compiled ahead: the server ended with ${code}.`);
  } finally {
    rmSync(directory, { recursive: true });
  }
}
