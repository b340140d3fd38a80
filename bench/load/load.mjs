import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { CLIENTS } from '../plan.mjs';

const DRIVER = fileURLToPath(new URL('driver.mjs', import.meta.url));

/** A process of its own that drives one server. */
export async function openLoad({ url, pid }, speaks, { clients = CLIENTS, ...how } = {}) {
  const driver = fork(DRIVER);
  const ask = async (job, details = {}) => {
    driver.send({ job, ...details });
    const [{ result, error }] = await once(driver, 'message');
    if (error !== undefined) throw new Error(error);
    return result;
  };
  const names = Array.from({ length: clients }, (_, i) => `bench${i}`);
  const given = await ask('open', { url, pid, speaks, names, ...how });
  return {
    /** What registering gave. */
    given,
    run: (scenario, plan) => ask('run', { scenario, ...plan }),
    storm: (plan) => ask('storm', plan),
    flood: (plan) => ask('flood', plan),
    async close() {
      driver.send({ job: 'close' });
      await once(driver, 'exit');
    },
  };
}
