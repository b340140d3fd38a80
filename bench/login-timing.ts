/**
 * Does the time of a refusal tell whether a user exists? Interleaves tries with an unknown name
 * and tries with a wrong password, and holds the difference of the medians against what chance
 * alone would produce.
 *
 *   npm run build && node -r ./test/run-typescript.cjs bench/login-timing.ts
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { newAccount, register } from '../test/e2e/harness/accounts.js';
import { ROUTES } from '../test/e2e/harness/routes.js';
import { SpawnedServer } from '../test/e2e/harness/spawned-server.js';
import { median, noiseOfMedians } from './median.js';

const TRIES = 200;
const WARM_UP = 20;

/** Milliseconds until the refusal. */
async function refusal(server: SpawnedServer, username: string): Promise<number> {
  const start = performance.now();
  const json = { username, password: 'wrong-password' };
  const { status } = await server.send({ path: ROUTES.token, json });
  if (status !== 401) throw new Error(`expected a refusal, got ${status}`);
  return performance.now() - start;
}

async function measure(server: SpawnedServer): Promise<readonly [number[], number[]]> {
  const { username } = await register(server, newAccount());
  const unknown: number[] = [];
  const wrong: number[] = [];
  for (let turn = -WARM_UP; turn < TRIES; turn += 1) {
    // Names of one length, and the order alternates, so that neither side has an advantage.
    const order = turn % 2 === 0 ? ([unknown, wrong] as const) : ([wrong, unknown] as const);
    for (const times of order) {
      const name = times === wrong ? username : 'n'.repeat(username.length);
      const milliseconds = await refusal(server, name);
      if (turn >= 0) times.push(milliseconds);
    }
  }
  return [unknown, wrong];
}

function report(unknown: readonly number[], wrong: readonly number[]): void {
  const difference = Math.abs(median(unknown) - median(wrong));
  const noise = noiseOfMedians(unknown, wrong);
  const format = (milliseconds: number): string => `${milliseconds.toFixed(3)} ms`;
  console.log(`tries each       ${TRIES}, interleaved`);
  console.log(`unknown user     ${format(median(unknown))} median`);
  console.log(`wrong password   ${format(median(wrong))} median`);
  console.log(`difference       ${format(difference)}`);
  console.log(`noise            ${format(noise)} (95% of random splits differ by less)`);
  console.log(difference <= noise ? 'The time tells nothing.' : 'THE TIME TELLS WHO EXISTS.');
  process.exitCode = difference <= noise ? 0 : 1;
}

async function main(): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'portcullis-bench-'));
  const server = await SpawnedServer.start({
    databaseUrl: `sqlite:${join(directory, 'database.sqlite')}`,
    keysDirectory: directory,
    environment: { LOG_LEVEL: 'error' },
  });
  report(...(await measure(server)));
  await server.stop();
  rmSync(directory, { recursive: true });
}

void main();
