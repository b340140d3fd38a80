import { setTimeout as delay } from 'node:timers/promises';
import { HttpClient, succeeded } from './load/http-client.mjs';
import { openLoad } from './load/load.mjs';
import { PASSWORD, SECONDS } from './plan.mjs';
import { memoryMiB, watchMemory } from './process-meter.mjs';
import { HELLO, start } from './servers.mjs';

/** Until garbage of the start is gone. */
const SETTLE = 2500;

async function firstLogin(server) {
  const http = new HttpClient(server.url);
  succeeded(await http.post('/api/v1/auth/login', { username: 'bench0', password: PASSWORD }));
  await http.close();
  return performance.now() - server.startedAt;
}

/** A start beside a bare hello's, and what the process holds when nobody asks anything. */
export async function coldStart(stage) {
  const { subject } = stage.actors.get('portcullis-mariadb');
  const hello = await start(HELLO, stage.nextPort());
  await delay(SETTLE);
  const helloMiB = memoryMiB(hello.pid);
  await hello.stop();
  const server = await start(subject, stage.nextPort());
  const firstLoginMs = await firstLogin(server);
  await delay(SETTLE);
  const idleMiB = memoryMiB(server.pid);
  return {
    server,
    figures: { helloMs: hello.startMs, startMs: server.startMs, firstLoginMs, helloMiB, idleMiB },
  };
}

/** How much a storm of logins adds to what a fresh process holds. */
export async function stormMemory(server) {
  const stopWatching = watchMemory(server.pid);
  const load = await openLoad(server, 'portcullis');
  await load.run('login', { warmUp: 1, seconds: SECONDS.storm });
  await load.close();
  return { stormMiB: stopWatching() };
}
