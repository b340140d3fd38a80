import { Webhook } from 'standardwebhooks';
import { sharedDatabases } from '../databases.js';
import { whereThereIs } from '../where-there-is.js';
import { newAccount, register } from './harness/accounts.js';
import { eventually } from './harness/eventually.js';
import { useProcesses } from './harness/processes.js';
import type { SpawnedServer } from './harness/spawned-server.js';
import { type Received, type Reply, WebhookReceiver } from './harness/webhook-receiver.js';

const SETTINGS = { WEBHOOK_ALLOW_PRIVATE: 'on', LOG_LEVEL: 'debug' };
const NEVER = new Promise<Reply>(() => undefined);
/** A lease, and a round after it. */
const TAKEN_OVER_WITHIN = 30_000;

const idOf = ({ headers }: Received): string => headers['webhook-id'] ?? '';

whereThereIs(sharedDatabases(), 'webhooks of several processes, on $dialect', (database) => {
  const processes = useProcesses(database);
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    receiver = await WebhookReceiver.start();
  });

  afterAll(() => receiver.close());

  const start = () => processes().start(SETTINGS);

  async function newWebhook(
    path: string,
  ): Promise<{ readonly id: string; readonly secret: string }> {
    const args = ['webhook', 'create', receiver.url(path), '--event', 'user-registered', '--json'];
    const told = await processes().command(args, SETTINGS);
    return JSON.parse(told) as { readonly id: string; readonly secret: string };
  }

  const registered = async (server: SpawnedServer, count: number): Promise<void> => {
    for (let number = 0; number < count; number += 1) await register(server, newAccount('hooked'));
  };

  it('come once where nothing fails, and no secret is in a log', async () => {
    const servers = [await start(), await start()];
    const { id, secret } = await newWebhook('/two');
    await Promise.all(servers.map((server) => registered(server, 10)));
    const sent = await receiver.until(20, '/two');
    for (const { body, headers } of sent) {
      expect(new Webhook(secret).verify(body, { ...headers })).toBeTruthy();
    }
    await eventually(async () => {
      const args = ['webhook', 'deliveries', id, '--limit', '100', '--json'];
      const { deliveries } = JSON.parse(await processes().command(args)) as {
        readonly deliveries: readonly { readonly state: string; readonly attempts: number }[];
      };
      return deliveries.filter(({ state }) => state === 'delivered').length === 20;
    });
    expect(new Set(receiver.at('/two').map(idOf)).size).toBe(receiver.at('/two').length);
    for (const server of servers) {
      expect(server.log).not.toContain(secret);
      expect(server.log).not.toContain(secret.slice('whsec_'.length));
      expect(await server.stop()).toBe(0);
    }
  }, 60_000);

  it('come from another one where the one that sends is killed', async () => {
    const first = await start();
    await newWebhook('/killed');
    receiver.behave(({ path }) => (path === '/killed' ? NEVER : {}));
    await registered(first, 1);
    await receiver.until(1, '/killed');
    const second = await start();
    await first.kill();
    receiver.behave(() => ({ status: 204 }));
    const [before, again] = await receiver.until(2, '/killed', TAKEN_OVER_WITHIN);
    expect(again && idOf(again)).toBe(before && idOf(before));
    expect(again?.body).toBe(before?.body);
    await second.stop();
  }, 90_000);

  it('come from another one at once where the one that sends is told to end', async () => {
    const first = await start();
    await newWebhook('/drained');
    receiver.behave(({ path }) => (path === '/drained' ? NEVER : {}));
    await registered(first, 1);
    await receiver.until(1, '/drained');
    const second = await start();
    const ending = first.stop();
    receiver.behave(() => ({ status: 204 }));
    // Less than a lease takes.
    await receiver.until(2, '/drained', 12_000);
    expect(await ending).toBe(0);
    await second.stop();
  }, 60_000);

  it('come for all that was answered, whenever a server is killed', async () => {
    await newWebhook('/durable');
    for (let round = 0; round < 5; round += 1) {
      const server = await start();
      await registered(server, 1 + round);
      await server.kill();
    }
    const last = await start();
    const all = await receiver.until(15, '/durable', TAKEN_OVER_WITHIN);
    expect(new Set(all.map(({ data }) => data.userId)).size).toBe(15);
    await last.stop();
  }, 120_000);
});
