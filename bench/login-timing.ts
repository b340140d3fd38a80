/**
 * Does the time of a refusal tell whether a user exists? Interleaves tries with unknown names and
 * tries with wrong passwords, each from an address that nobody knows, and holds the difference of
 * the medians against what chance alone would produce. The limits on attempts are on, so that the
 * tries are spread over as many names as that takes.
 *
 *   npm run build && node -r ./test/run-typescript.cjs bench/login-timing.ts [DATABASE_URL]
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
/** Names on either side; each may be guessed at a few times before there are delays. */
const NAMES = 20;

/** Milliseconds until the refusal. */
async function refusal(server: SpawnedServer, username: string, address: string): Promise<number> {
  const start = performance.now();
  const json = { username, password: 'wrong-password' };
  const headers = { 'x-forwarded-for': address };
  const { status } = await server.send({ path: ROUTES.token, json, headers });
  if (status !== 401) throw new Error(`expected a refusal, got ${status}`);
  return performance.now() - start;
}

async function measure(server: SpawnedServer): Promise<readonly [number[], number[]]> {
  const known: string[] = [];
  for (let n = 0; n < NAMES; n += 1) known.push((await register(server, newAccount())).username);
  const unknown: number[] = [];
  const wrong: number[] = [];
  for (let turn = -WARM_UP; turn < TRIES; turn += 1) {
    // Names of one length, and the order alternates, so that neither side has an advantage.
    const order = turn % 2 === 0 ? ([unknown, wrong] as const) : ([wrong, unknown] as const);
    for (const times of order) {
      const name = known[(turn + WARM_UP) % NAMES] ?? '';
      const guessed = times === wrong ? name : `n${name.slice(1)}`;
      const address = `10.${times === wrong ? 1 : 2}.0.${turn + WARM_UP}`;
      const milliseconds = await refusal(server, guessed, address);
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
    databaseUrl: process.argv[2] ?? `sqlite:${join(directory, 'database.sqlite')}`,
    keysDirectory: directory,
    environment: { LOG_LEVEL: 'error', TRUST_PROXY: '127.0.0.1' },
  });
  report(...(await measure(server)));
  await server.stop();
  rmSync(directory, { recursive: true });
}

void main();
