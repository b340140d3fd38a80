import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openScratch } from './databases.mjs';
import { openLoad } from './load/load.mjs';
import { machine } from './machine.mjs';
import { FIRST_PORT, OVERLOAD, root, SECONDS, STEADY_AFTER, STORM, WARM_UP } from './plan.mjs';
import { LENIENT, portcullis, start } from './servers.mjs';

/** Three times as many logins as can be served, and what everybody else notices of it. */
const SIDE_CLIENTS = 8;
const plan = (seconds) => ({ seconds, warmUp: WARM_UP });
/** Everybody else comes now and then, as in the storm. */
const nowAndThen = (seconds) => ({ ...plan(seconds), pause: STORM.pause });

const scratch = await openScratch();
try {
  const workspace = join(scratch.directory, 'server');
  const url = await scratch.mariadb('overload');
  const port = FIRST_PORT + 1;
  const open = await start(portcullis(workspace, url, LENIENT), port);
  const clients = OVERLOAD.clients;
  await (await openLoad(open, 'portcullis', { register: true, clients })).close();
  await open.stop();

  const server = await start(portcullis(workspace, url), port);
  const crowd = await openLoad(server, 'portcullis', { clients, connections: 8 });
  const side = await openLoad(server, 'portcullis', { clients: SIDE_CLIENTS });
  const validators = await openLoad(server, 'portcullis', { clients: 2 });

  await crowd.run('login', { seconds: STEADY_AFTER.login, warmUp: 0 });
  // The same others as below take their share of the cores while the best is found.
  const [best] = await Promise.all([
    crowd.run('login', plan(OVERLOAD.seconds)),
    side.run('refresh', nowAndThen(OVERLOAD.seconds)),
    validators.run('seen', plan(OVERLOAD.seconds)),
  ]);
  const calm = {
    refresh: await side.run('refresh', nowAndThen(SECONDS.quick)),
    validate: await validators.run('seen', plan(SECONDS.quick)),
  };
  const perSecond = best.perSecond * OVERLOAD.storm;
  const seconds = OVERLOAD.seconds + 2 * WARM_UP;
  const [logins, refresh, validate] = await Promise.all([
    crowd.flood({ perSecond, seconds }),
    side.run('refresh', nowAndThen(OVERLOAD.seconds)),
    validators.run('seen', plan(OVERLOAD.seconds)),
  ]);
  // The flood ends with its last answer; this begins at once and lasts a second.
  const after = await side.run('refresh', { seconds: 1, warmUp: 0, pause: STORM.pause });

  const result = {
    machine: machine(),
    bestLoginsPerSecond: best.perSecond,
    calm: { refreshP99: calm.refresh.p99, validateP99: calm.validate.p99 },
    overloaded: { ...logins, refreshP99: refresh.p99, validateP99: validate.p99 },
    throughputKept: logins.acceptedPerSecond / best.perSecond,
    secondAfter: { refreshP99: after.p99, failures: after.failures },
  };
  const directory = join(root, 'bench/results');
  mkdirSync(directory, { recursive: true });
  writeFileSync(
    join(directory, `overload-${result.machine.date.slice(0, 10)}.json`),
    `${JSON.stringify(result, null, 2)}\n`,
  );
  console.log(result);
  for (const load of [crowd, side, validators]) await load.close();
  await server.stop();
} finally {
  await scratch.close();
}
