import 'reflect-metadata';
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { codeOf } from '../../../src/database/sqlite/group-transaction.js';
import { TracedSqlite } from './traced-sqlite.js';

const [, , url = ''] = process.argv;

/** Files of this process alone cannot grow any further, which SQLite takes for a broken disk. */
function breakDisk(): void {
  const { size } = statSync(`${url.slice('sqlite:'.length)}-wal`);
  spawnSync('prlimit', ['--pid', String(process.pid), `--fsize=${size}:`]);
}

function reasonOf(outcome: PromiseSettledResult<unknown>): string | null {
  if (outcome.status === 'fulfilled') return null;
  return codeOf((outcome.reason as { driverError?: unknown }).driverError);
}

async function writeToBrokenDisk(): Promise<void> {
  const sqlite = await TracedSqlite.open({ url, drop: () => Promise.resolve() });
  await sqlite.add('before');
  breakDisk();
  sqlite.statements.length = 0;
  const writes = Array.from({ length: 20 }, (_, index) => sqlite.add(`${index}`, 'x'.repeat(9000)));
  const failures = (await Promise.allSettled(writes)).map(reasonOf);
  const attempts = sqlite.count('INSERT');
  process.stdout.write(JSON.stringify({ failures, attempts, stored: sqlite.stored().length }));
  process.exit(0);
}

void writeToBrokenDisk();
