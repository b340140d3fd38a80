import { type Credentials, isActive, requestToken, serviceToken } from '../e2e/harness/clients.js';
import { onEachDatabase } from '../e2e/harness/each-database.js';
import { eventually } from '../e2e/harness/eventually.js';
import type { FinishedProcess } from '../e2e/harness/finished-process.js';
import { useOperatedServer } from './operated-server.js';

const SECRET = /^pcs_[\w-]{43}$/;
const DONE = { code: 0, stderr: '' };

onEachDatabase('portcullis client', (database) => {
  const { server, portcullis } = useOperatedServer(database);

  const client = (...args: readonly string[]) => portcullis('client', ...args);
  const told = ({ stdout }: FinishedProcess): Credentials & { readonly secretId: string } =>
    JSON.parse(stdout) as Credentials & { readonly secretId: string };
  const create = async (name: string): Promise<Credentials> =>
    told(await client('create', name, '--audience', 'portcullis', '--json'));
  const status = async (credentials: Credentials): Promise<number> =>
    (await requestToken(server(), credentials)).status;

  it('create makes an account whose secret is told once', async () => {
    const args = ['--audience', 'orders', '--audience', 'stock', '--scope', 'read'];
    const made = await client('create', 'orders-api', ...args);
    expect(made).toMatchObject(DONE);
    const [, id = '', secret = ''] = /^Client: +(\S+)\nSecret: +(\S+)\n/.exec(made.stdout) ?? [];
    expect(secret).toMatch(SECRET);
    expect(await serviceToken(server(), { id, secret }, { audience: 'stock' })).toMatch(/^ey/);
    const listed = await client('list');
    expect(listed).toMatchObject(DONE);
    expect(listed.stdout).toContain(`${id} orders-api: for orders stock, scopes read`);
    expect(listed.stdout).not.toContain(secret);
  });

  it('create prints id and secret as JSON, and nothing else', async () => {
    const { stdout } = await client('create', 'machine', '--audience', 'a', '--json');
    expect(JSON.parse(stdout)).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      secret: expect.stringMatching(SECRET),
    });
  });

  it('create refuses a name that another one has', async () => {
    await create('twice');
    expect(await client('create', 'twice', '--audience', 'a')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'There is a client called twice already.\n',
    });
  });

  it('disable ends its tokens on the running server, and enable lets it in again', async () => {
    const [service, observer] = [await create('disabled'), await create('observer')];
    const token = await serviceToken(server(), service);
    expect(await client('disable', service.id)).toEqual({ ...DONE, stdout: 'Disabled.\n' });
    await eventually(async () => (await isActive(server(), observer, token)) === false);
    await eventually(async () => (await status(service)) === 401);
    expect((await client('list')).stdout).toMatch(/disabled: for portcullis, disabled\n/);
    expect(await client('enable', service.id)).toEqual({ ...DONE, stdout: 'Enabled.\n' });
    await eventually(async () => (await status(service)) === 200);
    expect(await isActive(server(), observer, token)).toBe(false);
  });

  it('secret add and remove replace a secret while the service runs', async () => {
    const first = await create('rotating');
    const next = told(await client('secret', 'add', first.id, '--expires', '30', '--json'));
    expect(await client('secret', 'add', first.id)).toMatchObject({ code: 1, stdout: '' });
    await eventually(async () => (await status(next)) === 200);
    expect(await status(first)).toBe(200);
    const { stdout } = await client('list', '--json');
    const { clients } = JSON.parse(stdout) as {
      clients: { id: string; secrets: { id: string; expiresAt: string | null }[] }[];
    };
    const secrets = clients.find(({ id }) => id === first.id)?.secrets ?? [];
    expect(secrets.map(({ expiresAt }) => expiresAt === null)).toEqual([true, false]);
    const [old = { id: '' }] = secrets;
    expect(await client('secret', 'remove', first.id, old.id)).toMatchObject(DONE);
    await eventually(async () => (await status(first)) === 401);
    expect(await status(next)).toBe(200);
  });

  it.each(['disable', 'enable', 'secret add'])('%s tells when there is none', async (action) => {
    expect(await client(...action.split(' '), 'nobody')).toEqual({
      code: 1,
      stdout: '',
      stderr: 'There is no client nobody.\n',
    });
  });

  it.each([
    'create nameless',
    'create one --audience a,b',
    'create one --audience a --scope a"b',
    'secret add one --expires never',
    'secret add one --expires 0',
    'secret remove one',
    'delete one',
  ])('tells how it is used when called with "%s"', async (line) => {
    const { code, stdout, stderr } = await client(...line.split(' '));
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/Usage: portcullis client|portcullis --help/);
  });

  it('leaves no secret in the log', async () => {
    const service = await create('logged');
    const wrong = 'pcs_wrong-secret-of-a-service';
    await status(service);
    await status({ ...service, secret: wrong });
    expect(server().log).toContain('/oauth2/token');
    expect(server().log).not.toContain(service.secret);
    expect(server().log).not.toContain(wrong);
  });
});
