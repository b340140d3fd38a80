// How many questions about a token that was seen before one process answers to a service, beside
// Nest on Fastify that says hello, and beside validate-token. By turns, medians.
import { join } from 'node:path';
import { openScratch } from './databases.mjs';
import { openLoad } from './load/load.mjs';
import { machine } from './machine.mjs';
import { FIRST_PORT, SECONDS, STEADY_AFTER, WARM_UP } from './plan.mjs';
import { HELLO, LENIENT, portcullis, start } from './servers.mjs';
import { createServiceAccount } from './service-account.mjs';
import { medians } from './statistics.mjs';

const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const BAR = 0.4;

const scratch = await openScratch();
const workspace = join(scratch.directory, 'server');
const url = await scratch.mariadb('introspection');
const subject = portcullis(workspace, url);

async function prepare() {
  const lenient = portcullis(workspace, url, LENIENT);
  const open = await start(lenient, FIRST_PORT + 1);
  const registration = await openLoad(open, 'portcullis', { register: true });
  await registration.close();
  await open.stop();
  return createServiceAccount(lenient, 'portcullis');
}

try {
  const serviceAccount = await prepare();
  const servers = [await start(HELLO, FIRST_PORT + 2), await start(subject, FIRST_PORT + 3)];
  const hello = await openLoad(servers[0], 'hello', {});
  const ours = await openLoad(servers[1], 'portcullis', { serviceAccount });
  const scenarios = [
    ['hello', hello],
    ['seen', ours],
    ['introspect', ours],
  ];
  for (const [scenario, load] of scenarios) {
    await load.run(scenario, { warmUp: 0, seconds: STEADY_AFTER.seen });
  }
  const rounds = Object.fromEntries(scenarios.map(([scenario]) => [scenario, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [scenario, load] of scenarios) {
      const figures = await load.run(scenario, { seconds: SECONDS.quick, warmUp: WARM_UP });
      if (figures.failures > 0) console.log(`${figures.failures} failed: ${figures.firstFailure}`);
      rounds[scenario].push(figures);
    }
  }
  for (const load of [hello, ours]) await load.close();
  for (const server of servers) await server.stop();

  console.log(`${ROUNDS} rounds on ${JSON.stringify(machine())}`);
  const { hello: bare, ...those } = Object.fromEntries(
    Object.entries(rounds).map(([scenario, figures]) => [scenario, medians(figures)]),
  );
  for (const [name, { perSecond, cpuMs }] of Object.entries({ hello: bare, ...those })) {
    const ratio = perSecond / bare.perSecond;
    const cpu = `${Math.round(cpuMs * 1000)} µs of processor time`;
    const aim = name === 'introspect' ? ` (${ratio >= BAR ? 'above' : 'BELOW'} ${BAR})` : '';
    console.log(
      `${name.padEnd(12)}${Math.round(perSecond)} a second, ${cpu}, ${ratio.toFixed(2)} of hello${aim}`,
    );
  }
} finally {
  await scratch.close();
}
