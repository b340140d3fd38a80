import { setTimeout as delay } from 'node:timers/promises';
import { quantile } from '../statistics.mjs';

const RETRY_AFTER = /\r\nretry-after: \d/i;

/** Milliseconds between two handfuls of requests. */
const TICK = 10;

/**
 * Asks at a given rate, whether or not the answers come: what a crowd does. Answers are counted as
 * accepted, as refused with 503 and `Retry-After`, or as failed.
 */
export async function openLoop(clients, ask, { perSecond, seconds }) {
  const accepted = [];
  const refused = [];
  const underWay = new Set();
  let failures = 0;
  let firstFailure = null;
  let asked = 0;

  const one = async (client) => {
    const started = performance.now();
    try {
      const { status, head, text } = await ask(client);
      const took = performance.now() - started;
      if (status === 200) accepted.push(took);
      else if (status === 503 && RETRY_AFTER.test(head)) refused.push(took);
      else throw new Error(`${status} ${text.slice(0, 200)}`);
    } catch (error) {
      failures += 1;
      firstFailure ??= String(error);
    }
  };

  const begun = performance.now();
  while (performance.now() - begun < seconds * 1000) {
    const due = ((performance.now() - begun) / 1000) * perSecond;
    for (; asked < due; asked += 1) {
      const request = one(clients[asked % clients.length]).finally(() => underWay.delete(request));
      underWay.add(request);
    }
    await delay(TICK);
  }
  await Promise.all(underWay);
  const elapsed = (performance.now() - begun) / 1000;
  return {
    askedPerSecond: asked / elapsed,
    acceptedPerSecond: accepted.length / elapsed,
    refusedPerSecond: refused.length / elapsed,
    acceptedP99: quantile(accepted, 0.99),
    refusedP50: quantile(refused, 0.5),
    refusedP99: quantile(refused, 0.99),
    failures,
    firstFailure,
  };
}
