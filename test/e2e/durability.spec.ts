import { randomInt } from 'node:crypto';
import { onEachDatabase } from './harness/each-database.js';
import { Ledger } from './harness/ledger.js';
import { SigningKey } from './harness/signing-key.js';
import { SpawnedServer } from './harness/spawned-server.js';

const REQUESTS = 200;
const CLIENTS = 4;

/** Errors of Node itself are no instances of the `Error` that Jest gives to tests. */
const isConnectionLoss = (reason: unknown): boolean =>
  typeof reason === 'object' &&
  reason !== null &&
  'code' in reason &&
  /^E(CONN|PIPE)/.test(String(reason.code));

/** Kills the server upon some acknowledgement, with the other clients' requests under way. */
async function workUntilKilled(server: SpawnedServer, ledger: Ledger): Promise<void> {
  let left = randomInt(10, 50);
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
  it('loses nothing that was answered', async () => {
    const { url: databaseUrl, drop } = await database.create();
    const key = SigningKey.rsa();
    const spawn = { databaseUrl, keysDirectory: key.directory };
    const ledger = new Ledger();
    let server = await SpawnedServer.start(spawn);
    while (ledger.acknowledged < REQUESTS) {
      await workUntilKilled(server, ledger);
      server = await SpawnedServer.start(spawn);
      const lost = (await ledger.audit(server)).filter((status) => status !== 200);
      expect(lost).toEqual([]);
    }
    await server.kill();
    key.remove();
    await drop();
  }, 120_000);
});
