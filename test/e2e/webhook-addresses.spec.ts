import dns from 'node:dns/promises';
import { WebhookAdministration } from '../../src/webhooks/webhook-administration.js';
import { testDatabases } from '../databases.js';
import { refusalOf } from '../config/refusal.js';
import { BY_OPERATOR } from './harness/clients.js';
import { useServer } from './harness/each-database.js';
import { eventually } from './harness/eventually.js';
import { useProcesses } from './harness/processes.js';
import { tlsFiles } from './harness/tls-files.js';
import { Tunnels } from './harness/tunnels.js';
import { WebhookReceiver } from './harness/webhook-receiver.js';
import { anEvent, deliveriesTo, newWebhook, record } from './harness/webhooks.js';

const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');

const PUBLIC = { address: '93.184.215.14', family: 4 };
const LOCAL = { address: '127.0.0.1', family: 4 };

/** Names lead there from now on, one list for each look-up and the last one for good. */
function names(...answers: readonly (readonly (typeof PUBLIC)[])[]): jest.SpyInstance {
  const left = [...answers];
  return jest.spyOn(dns, 'lookup').mockImplementation(() => {
    const [next] = left.length > 1 ? left.splice(0, 1) : left;
    return Promise.resolve(next) as never;
  });
}

let receiver: WebhookReceiver;

beforeEach(async () => {
  receiver = await WebhookReceiver.start();
});

afterEach(async () => {
  jest.restoreAllMocks();
  await receiver.close();
});

describe('a webhook that leads into a private network', () => {
  const server = useServer(sqlite);

  const faultOf = (url: string) =>
    server()
      .resolve(WebhookAdministration)
      .create({ url, description: '', kinds: [], algorithm: 'v1' }, BY_OPERATOR);

  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fd00::1]/',
    'http://169.254.169.254/latest/meta-data/',
  ])('is not made: %s', async (url) => {
    expect(await faultOf(url)).toBe('private-address');
  });

  it.each(['ftp://example.com/', 'https://user:password@example.com/', 'https://a.com/#b', 'a'])(
    'nor one that is no URL to send to: %s',
    async (url) => {
      expect(await faultOf(url)).toBe('no-url');
    },
  );

  it.each([
    ['all of its addresses are', [LOCAL]],
    ['one of them is', [PUBLIC, LOCAL]],
  ])('is sent nothing where it leads there later and %s', async (_which, later) => {
    names([PUBLIC], later);
    const made = await newWebhook(server(), receiver.url('/', 'hooks.example.com'), {
      kinds: ['user-unlocked'],
    });
    await record(server(), anEvent('a-person'));
    await eventually(async () => {
      const [delivery] = await deliveriesTo(server(), made);
      return delivery?.cause === 'private-address' && delivery.state === 'waiting';
    });
    expect(receiver.received).toEqual([]);
    await server().resolve(WebhookAdministration).delete(made.id, BY_OPERATOR);
  });
});

describe('a webhook in production', () => {
  const server = useServer(sqlite, { settings: { nodeEnv: 'production' } });

  it.each([
    ['http://example.com/', 'not-https'],
    ['https://127.0.0.1/', 'private-address'],
  ])('has to be https and public: %s', async (url, fault) => {
    names([PUBLIC]);
    const webhook = { url, description: '', kinds: [], algorithm: 'v1' } as const;
    const admin = server().resolve(WebhookAdministration);
    expect(await admin.create(webhook, BY_OPERATOR)).toBe(fault);
  });
});

describe('a webhook of a name', () => {
  const server = useServer(sqlite, { settings: { webhookAllowPrivate: true } });

  it('is connected to at the address that was checked, and looked up once a message', async () => {
    const lookUps = names([LOCAL], [LOCAL], [PUBLIC]);
    const url = receiver.url('/events', 'hooks.example.com');
    await newWebhook(server(), url, { kinds: ['user-unlocked'] });
    await record(server(), anEvent('a-person'));
    const [received] = await receiver.until(1);
    expect(received?.headers.host).toBe(new URL(url).host);
    expect(lookUps).toHaveBeenCalledTimes(2);
  });
});

describe('a webhook over TLS', () => {
  const processes = useProcesses(sqlite);
  let tls: WebhookReceiver;
  let proxy: Tunnels;

  beforeAll(async () => {
    tls = await WebhookReceiver.startTls();
    proxy = await Tunnels.start();
    await processes().start();
  });

  afterAll(async () => {
    proxy.close();
    await tls.close();
  });

  async function tried(environment: Readonly<Record<string, string>>): Promise<string> {
    const settings = { WEBHOOK_ALLOW_PRIVATE: 'on', ...environment };
    const url = tls.url('/events', 'localhost');
    const made = await processes().command(['webhook', 'create', url, '--json'], settings);
    const { id } = JSON.parse(made) as { readonly id: string };
    return processes().command(['webhook', 'test', id], settings);
  }

  const trust = { NODE_EXTRA_CA_CERTS: tlsFiles().certificate };

  it('is trusted by its name', async () => {
    expect(await tried(trust)).toBe('Taken: 204.\n');
    await expect(tried({})).rejects.toThrow('There was no answer: unreachable.');
  });

  it('is asked through HTTPS_PROXY, which is given an address and no name', async () => {
    expect(await tried({ ...trust, HTTPS_PROXY: proxy.url })).toBe('Taken: 204.\n');
    expect(proxy.targets).toEqual([`127.0.0.1:${tls.port}`]);
    await tried({ ...trust, HTTPS_PROXY: proxy.url, NO_PROXY: 'localhost' });
    expect(proxy.targets).toHaveLength(1);
  });
});

describe('WEBHOOK_ALLOW_PRIVATE', () => {
  it('is refused in production', () => {
    const { faults } = refusalOf({ NODE_ENV: 'production', WEBHOOK_ALLOW_PRIVATE: 'on' });
    expect(faults).toContain('WEBHOOK_ALLOW_PRIVATE must be off in production');
  });
});
