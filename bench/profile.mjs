import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openScratch } from './databases.mjs';
import { mintFreshTokens } from './load/fresh-tokens.mjs';
import { openLoad } from './load/load.mjs';
import { FIRST_PORT, FRESH_TOKENS, root } from './plan.mjs';
import { stacksOf } from './profile/cpu-profile.mjs';
import { flameGraph } from './profile/flame-graph.mjs';
import { stepTable } from './profile/steps.mjs';
import { LENIENT, portcullis, start } from './servers.mjs';

/** Where a request's microseconds go: a flame graph and a table of steps for each hot path. */
const SCENARIOS = { login: 16, refresh: 8, fresh: 16, seen: 16 };
const SECONDS = 6;
const WARM_UP = 3;
const charts = join(root, 'docs/charts');

/** From its modules, by which the steps are told apart; one file would be one step. */
const inModules = (subject) => ({ ...subject, script: join(root, 'dist/src/main.js') });

const scratch = await openScratch();
try {
  const workspace = join(scratch.directory, 'server');
  const url = await scratch.mariadb('profile');
  const port = FIRST_PORT + 1;
  const open = await start(portcullis(workspace, url, LENIENT), port);
  const registration = await openLoad(open, 'portcullis', { register: true });
  const freshTokens = join(workspace, 'tokens.json');
  await mintFreshTokens(registration.given, join(workspace, 'keys'), FRESH_TOKENS, freshTokens);
  await registration.close();
  await open.stop();

  mkdirSync(charts, { recursive: true });
  for (const [scenario, clients] of Object.entries(SCENARIOS)) {
    const profiles = join(workspace, scenario);
    const options = ['--cpu-prof', '--cpu-prof-interval', '400', `--cpu-prof-dir=${profiles}`];
    const server = await start(inModules(portcullis(workspace, url)), port, options);
    const load = await openLoad(server, 'portcullis', { clients, freshTokens });
    const skip = performance.now() - server.startedAt + WARM_UP * 1000;
    const figures = await load.run(scenario, { seconds: SECONDS, warmUp: WARM_UP });
    await load.close();
    await server.stop();
    const [file] = readdirSync(profiles);
    const stacks = stacksOf(join(profiles, file), skip * 1000);
    writeFileSync(
      join(charts, `flame-${scenario}.svg`),
      flameGraph(`${scenario}: main thread`, stacks),
    );
    console.log(
      `\n${scenario}: ${figures.requests} requests, ${(figures.cpuMs * 1000).toFixed(0)} µs of CPU each on all threads; main thread:`,
    );
    for (const [step, us] of Object.entries(stepTable(stacks, figures.requests))) {
      console.log(`${us.toFixed(1).padStart(8)} µs  ${step}`);
    }
  }
} finally {
  await scratch.close();
}
