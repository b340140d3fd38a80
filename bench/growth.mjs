import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openScratch } from './databases.mjs';
import { grow } from './growth/grown.mjs';
import { seedSessions } from './growth/seed.mjs';
import { machine } from './machine.mjs';
import { FIRST_PORT, ROUNDS, root, WARM_UP } from './plan.mjs';
import { medians } from './statistics.mjs';

/** Refresh, login and the sweep as the tables grow: `npm run bench:growth [SIZE …]`. */
const SIZES = process.argv.slice(3).length > 0 ? process.argv.slice(3).map(Number) : [1e6, 1e7];
const SMALL = 1000;
const USERS = 1e6;
const EXPIRED = 1e6;
const AN_HOUR_AND_A_HALF = -5_400_000;
const SECONDS = 5;

const started = performance.now();
const say = (text) =>
  console.log(`${String(Math.round((performance.now() - started) / 1000)).padStart(5)} s  ${text}`);

async function measure(grown) {
  const rounds = Object.fromEntries(
    grown.flatMap(({ name }) => [
      [`${name} refresh`, []],
      [`${name} login`, []],
    ]),
  );
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const scenario of ['refresh', 'login']) {
      for (const { name, load } of grown) {
        say(`round ${round} of ${ROUNDS}: ${name} ${scenario}`);
        const figures = await load.run(scenario, { seconds: SECONDS, warmUp: WARM_UP });
        if (figures.failures > 0) say(`  ${figures.failures} failed: ${figures.firstFailure}`);
        rounds[`${name} ${scenario}`].push(figures);
      }
    }
  }
  return Object.fromEntries(Object.entries(rounds).map(([name, each]) => [name, medians(each)]));
}

async function sweepBesideLoad(scratch, { url, load }, sessions) {
  say(`seeding ${EXPIRED} expired sessions`);
  await seedSessions(url, sessions, sessions + EXPIRED, {
    users: USERS,
    ending: AN_HOUR_AND_A_HALF,
  });
  await scratch.settle();
  say('sweeping them beside refreshes');
  const sweep = fork(join(root, 'bench/growth/sweep.mjs'), [url]);
  const swept = once(sweep, 'message');
  const beside = await load.run('refresh', { seconds: SECONDS, warmUp: WARM_UP });
  const [figures] = await swept;
  return { ...figures, refreshesBeside: beside.perSecond, refreshP99Beside: beside.p99 };
}

const scratch = await openScratch();
try {
  const grown = [];
  for (const sessions of [SMALL, ...SIZES]) {
    const users = Math.min(sessions, USERS);
    const port = FIRST_PORT + grown.length + 1;
    grown.push(await grow({ scratch, name: `sessions_${sessions}`, port, users, sessions, say }));
  }
  say('waiting for the disk');
  await scratch.settle();
  const measurements = await measure(grown);
  const ratios = Object.fromEntries(
    SIZES.flatMap((size) =>
      ['refresh', 'login'].map((scenario) => [
        `${scenario} at ${size} sessions over ${SMALL}`,
        measurements[`sessions_${size} ${scenario}`].perSecond /
          measurements[`sessions_${SMALL} ${scenario}`].perSecond,
      ]),
    ),
  );
  const sweep = await sweepBesideLoad(scratch, grown.at(-1), SIZES.at(-1));
  const bufferPoolMiB = await scratch.bufferPoolMiB();
  const result = { machine: machine(), bufferPoolMiB, ratios, sweep, measurements };
  const directory = join(root, 'bench/results');
  mkdirSync(directory, { recursive: true });
  const date = result.machine.date.slice(0, 10);
  const file = join(directory, `growth-${date}-${bufferPoolMiB}MiB.json`);
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`);
  console.log({ ratios, sweep });
  say(`written to ${file}`);
  for (const { load, server } of grown) {
    await load.close();
    await server.stop();
  }
} finally {
  await scratch.close();
}
