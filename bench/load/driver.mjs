import { betterAuth } from './dialects/better-auth.mjs';
import { grown } from './dialects/grown.mjs';
import { hello } from './dialects/hello.mjs';
import { portcullis } from './dialects/portcullis.mjs';
import { closedLoop } from './closed-loop.mjs';
import { openLoop } from './open-loop.mjs';
import { HttpClient } from './http-client.mjs';

/** The process that all load on one server comes from. It is told what to do, one job at a time. */
const DIALECTS = { grown, hello, portcullis, 'better-auth': betterAuth };

/** Nobody is to be turned away before the measurement has begun. */
async function oneByOne(those, act) {
  const results = [];
  for (const each of those) results.push(await act(each));
  return results;
}

let clients = [];
let dialect;
let serverPid;

const jobs = {
  /** Answers what the first registration gave, if anything was to be registered. */
  async open({ url, pid, speaks, names, register, connections, ...given }) {
    dialect = DIALECTS[speaks];
    serverPid = pid;
    clients = names.map((name) => ({ name, http: new HttpClient(url, connections) }));
    dialect.use?.(given);
    const granted = register ? await oneByOne(clients, dialect.register) : [];
    await oneByOne(clients, dialect.prepare);
    return granted[0];
  },

  run({ scenario, seconds, warmUp, pause, count = clients.length }) {
    const act = dialect.scenarios[scenario];
    return closedLoop(clients.slice(0, count), act, { seconds, warmUp, pause, serverPid });
  },

  /** Refreshes now and then, while the rest of the clients logs in without pause. */
  async storm({ seconds, warmUp, refreshers, pause }) {
    const { login, refresh } = dialect.scenarios;
    const plan = { seconds, warmUp, serverPid };
    const [refreshes, logins] = await Promise.all([
      closedLoop(clients.slice(0, refreshers), refresh, { ...plan, pause }),
      closedLoop(clients.slice(refreshers), login, plan),
    ]);
    return {
      ...refreshes,
      failures: refreshes.failures + logins.failures,
      logins: logins.perSecond,
    };
  },

  /** More logins than can be served, from clients that do not wait for each other. */
  flood({ perSecond, seconds }) {
    return openLoop(clients, dialect.tryLogin, { perSecond, seconds });
  },

  async close() {
    await Promise.all(clients.map(({ http }) => http.close()));
    process.disconnect();
  },
};

process.on('message', ({ job, ...details }) => {
  Promise.resolve(jobs[job](details)).then(
    (result) => process.connected && process.send({ result }),
    (error) => process.send({ error: String(error?.stack ?? error) }),
  );
});
