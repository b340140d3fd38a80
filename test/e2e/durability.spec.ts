import { randomInt } from 'node:crypto';
import { onEachDatabase } from './harness/each-database.js';
import { Ledger } from './harness/ledger.js';
import { useProcesses } from './harness/processes.js';
import type { SpawnedServer } from './harness/spawned-server.js';

const ROUNDS = 20;
/** So many that several writes share a commit. */
const CLIENTS = 12;

/** Requests that a server answers before it is killed. */
const FEWEST = 15;

/** Errors of Node itself are no instances of the `Error` that Jest gives to tests. */
const isConnectionLoss = (reason: unknown): boolean =>
  typeof reason === 'object' &&
  reason !== null &&
  'code' in reason &&
  /^E(CONN|PIPE)/.test(String(reason.code));

/** Kills the server upon some acknowledgement, with the other clients' requests under way. */
async function workUntilKilled(server: SpawnedServer, ledger: Ledger): Promise<void> {
  let left = randomInt(FEWEST, 60);
  let killed = Promise.resolve();
  const countDown = (): void => {
    left -= 1;
    if (left === 0) killed = server.kill();
  };
  const clients = Array.from({ length: CLIENTS }, () => ledger.keepBusy(server, countDown));
  for (const ended of await Promise.allSettled(clients)) {
    if (ended.status === 'rejected' && !isConnectionLoss(ended.reason)) throw ended.reason;
  }
  await killed;
}

onEachDatabase('kill -9 while users register, log in and refresh', (database) => {
  const processes = useProcesses(database);

  it('loses nothing that was answered', async () => {
    const ledger = new Ledger();
    let server = await processes().start({ RATE_LIMITS: 'off' });
    for (let round = 0; round < ROUNDS; round += 1) {
      await workUntilKilled(server, ledger);
      server = await processes().start({ RATE_LIMITS: 'off' });
      const lost = (await ledger.audit(server)).filter((status) => status !== 200);
      expect(lost).toEqual([]);
    }
    expect(ledger.acknowledged).toBeGreaterThan(ROUNDS * FEWEST);
  }, 300_000);
});
