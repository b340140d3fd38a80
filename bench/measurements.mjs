import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { SECONDS, STORM, WARM_UP } from './plan.mjs';

const RAW = fileURLToPath(new URL('limits/raw.mjs', import.meta.url));

const plan = (seconds) => ({ seconds, warmUp: WARM_UP });

const run = (actor, scenario, seconds) => ({
  name: `${actor} ${scenario}`,
  of: (stage) => stage.actors.get(actor).load.run(scenario, plan(seconds)),
});

export async function rawLimits() {
  const process = fork(RAW, [String(SECONDS.limit)]);
  const [limits] = await once(process, 'message');
  return limits;
}

const portcullis = (actor) => [
  run(actor, 'login', SECONDS.login),
  run(actor, 'refresh', SECONDS.refresh),
  run(actor, 'fresh', SECONDS.quick),
  run(actor, 'seen', SECONDS.quick),
];

const betterAuth = (actor) => [
  run(actor, 'login', SECONDS.login),
  run(actor, 'refresh', SECONDS.peer),
  run(actor, 'session', SECONDS.peer),
];

/** One round, in this order: whatever the machine does meanwhile, it does to all of them. */
export const ROUND = [
  run('hello', 'hello', SECONDS.quick),
  ...portcullis('portcullis-mariadb'),
  {
    name: 'portcullis-mariadb storm',
    of: (stage) =>
      stage.actors.get('portcullis-mariadb').load.storm({ ...plan(SECONDS.storm), ...STORM }),
  },
  run('portcullis-2-workers', 'fresh', SECONDS.quick),
  run('portcullis-2-workers', 'seen', SECONDS.quick),
  ...betterAuth('better-auth-mariadb'),
  ...portcullis('portcullis-sqlite'),
  ...betterAuth('better-auth-sqlite'),
];
