import { Webhook } from 'standardwebhooks';
import { newAccount, register } from '../e2e/harness/accounts.js';
import { onEachDatabase } from '../e2e/harness/each-database.js';
import { WebhookReceiver } from '../e2e/harness/webhook-receiver.js';
import { useOperatedServer } from './operated-server.js';

const DONE = { code: 0, stderr: '' };
const ALLOWED = { WEBHOOK_ALLOW_PRIVATE: 'on' };

onEachDatabase('portcullis webhook', (database) => {
  const { server, portcullis } = useOperatedServer(database, ALLOWED);
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    receiver = await WebhookReceiver.start();
  });

  afterAll(() => receiver.close());

  const webhook = (...args: readonly string[]) => portcullis('webhook', ...args);

  interface Told {
    readonly id: string;
    readonly secret?: string;
    readonly publicKey?: string;
  }

  const create = async (path: string, ...args: readonly string[]): Promise<Told> => {
    const { stdout } = await webhook('create', receiver.url(path), ...args, '--json');
    return JSON.parse(stdout) as Told;
  };

  it('create tells a secret once, and list and show do not', async () => {
    const args = ['--event', 'user-registered', '--description', 'orders'];
    const made = await webhook('create', receiver.url('/made'), ...args);
    expect(made).toMatchObject(DONE);
    const [, id = '', secret = ''] = /^Webhook: (\S+)\nSecret: +(\S+)\n/.exec(made.stdout) ?? [];
    expect(secret).toMatch(/^whsec_/);
    await register(server(), newAccount());
    const [received] = await receiver.until(1, '/made');
    expect(new Webhook(secret).verify(received?.body ?? '', { ...received?.headers })).toBeTruthy();
    for (const shown of [await webhook('list'), await webhook('show', id)]) {
      expect(shown).toMatchObject(DONE);
      expect(shown.stdout).toContain(`${id} ${receiver.url('/made')}: user-registered – orders`);
      expect(shown.stdout).not.toContain(secret.slice('whsec_'.length));
    }
    expect(server().log).not.toContain(secret);
  });

  it('create tells a public key where a pair was asked for, and show tells it again', async () => {
    const { id, publicKey = '' } = await create('/pair', '--asymmetric');
    expect(publicKey).toMatch(/^whpk_/);
    expect((await webhook('show', id)).stdout).toContain(`public key ${publicKey}`);
    const next = await webhook('rotate-secret', id, '--json');
    const rotated = JSON.parse(next.stdout) as Told;
    const { publicKeys } = JSON.parse((await webhook('show', id, '--json')).stdout) as {
      readonly publicKeys: readonly string[];
    };
    expect(publicKeys).toEqual([rotated.publicKey, publicKey]);
    const text = JSON.stringify(await webhook('list', '--json')) + next.stdout;
    expect(text).not.toContain('whsk_');
  });

  it('test tells what the receiver answers', async () => {
    const { id } = await create('/tested', '--event', 'export-ended');
    expect(await webhook('test', id)).toEqual({ ...DONE, stdout: 'Taken: 204.\n' });
    expect(receiver.at('/tested')[0]?.type).toBe('webhook.test');
    receiver.behave(() => ({ status: 500 }));
    expect(await webhook('test', id)).toMatchObject({ code: 1, stderr: 'Not taken: 500.\n' });
    receiver.behave(() => ({ status: 200 }));
  });

  it('deliveries, disable, enable and replay', async () => {
    const { id } = await create('/replayed', '--event', 'user-registered');
    const from = new Date(Date.now() - 1000).toISOString();
    await register(server(), newAccount());
    await receiver.until(1, '/replayed');
    expect((await webhook('deliveries', id)).stdout).toMatch(/^[\da-f-]{36} user-registered: /);
    const replay = () =>
      webhook('replay', id, '--from', from, '--to', new Date(Date.now() + 1000).toISOString());
    expect(await webhook('disable', id)).toEqual({ ...DONE, stdout: 'Disabled.\n' });
    expect(await webhook('disable', id)).toMatchObject({ code: 1, stdout: '' });
    expect((await webhook('list')).stdout).toContain('disabled (operator)');
    expect(await replay()).toMatchObject({ code: 1, stdout: '' });
    expect(await webhook('enable', id)).toEqual({ ...DONE, stdout: 'Enabled.\n' });
    expect(await replay()).toEqual({ ...DONE, stdout: 'Events that will be sent again: 1.\n' });
    await receiver.until(2, '/replayed');
  });

  it('delete forgets it', async () => {
    const { id } = await create('/deleted');
    expect(await webhook('delete', id)).toEqual({ ...DONE, stdout: 'Deleted.\n' });
    expect(await webhook('show', id)).toEqual({
      code: 1,
      stdout: '',
      stderr: `There is no webhook ${id}.\n`,
    });
  });

  it.each([
    'create',
    'create https://example.com --event no-such-kind',
    'replay ID --from yesterday --to today',
    'replay ID --from 2026-01-01',
    'deliveries ID --limit 0',
  ])('tells how it is used when called with "%s"', async (line) => {
    const { code, stdout, stderr } = await webhook(...line.split(' '));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/Usage: portcullis webhook|portcullis --help/);
  });

  it.each(['http://user:password@example.com/', 'ftp://example.com/'])(
    'refuses %s',
    async (url) => {
      expect(await webhook('create', url)).toEqual({
        code: 1,
        stdout: '',
        stderr: 'It must be an https URL without a password and a fragment.\n',
      });
    },
  );
});
