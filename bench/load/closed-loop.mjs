import { setTimeout as delay } from 'node:timers/promises';
import { cpuMs } from '../process-meter.mjs';
import { quantile } from '../statistics.mjs';

/** Now and then, and no two clients in step. */
const about = (milliseconds) => delay(2 * milliseconds * Math.random());

/**
 * Each client asks, waits for its answer, checks it, pauses where it is to, and asks again. Counted
 * is what was answered between the end of the warm-up and the end of the time.
 * @param plan.pause milliseconds, on average
 */
export async function closedLoop(clients, act, { warmUp, seconds, serverPid, pause = 0 }) {
  let running = true;
  let latencies = [];
  let failures = 0;
  let firstFailure = null;
  const loop = async (client) => {
    while (running) {
      const started = performance.now();
      try {
        await act(client);
        latencies.push(performance.now() - started);
      } catch (error) {
        failures += 1;
        firstFailure ??= String(error);
      }
      if (pause > 0) await about(pause);
    }
  };
  const loops = clients.map(loop);
  await delay(warmUp * 1000);
  latencies = [];
  const serverBefore = cpuMs(serverPid);
  const ownBefore = process.cpuUsage();
  const started = performance.now();
  await delay(seconds * 1000);
  const elapsed = (performance.now() - started) / 1000;
  const counted = latencies;
  const serverCpu = cpuMs(serverPid) - serverBefore;
  const { user, system } = process.cpuUsage(ownBefore);
  running = false;
  await Promise.all(loops);
  return {
    requests: counted.length,
    perSecond: counted.length / elapsed,
    cpuMs: serverCpu / counted.length,
    loadCpuMs: (user + system) / 1000 / counted.length,
    p50: quantile(counted, 0.5),
    p99: quantile(counted, 0.99),
    failures,
    firstFailure,
  };
}
