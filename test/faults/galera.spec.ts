import { DataSource } from 'typeorm';
import { type Account, newAccount, register } from '../e2e/harness/accounts.js';
import { eventually } from '../e2e/harness/eventually.js';
import { ROUTES } from '../e2e/harness/routes.js';
import { login, refreshByBody, requestLogin, validation } from '../e2e/harness/sessions.js';
import { SigningKey } from '../e2e/harness/signing-key.js';
import { TestServer } from '../e2e/harness/test-server.js';
import { whereThereIs } from '../where-there-is.js';
import { galera } from './galera-node.js';
import { OwnGalera } from './own-galera.js';

const DATABASE = 'portcullis';

whereThereIs(galera, 'two instances at two nodes of a Galera cluster', (programs) => {
  const key = SigningKey.rsa();
  let cluster: OwnGalera;
  let instances: readonly TestServer[] = [];

  const at = (n: number): TestServer => {
    const instance = instances[n];
    if (instance === undefined) throw new Error('the instance is not running');
    return instance;
  };

  beforeAll(async () => {
    cluster = await OwnGalera.start(programs);
    await cluster.nodes[0].execute(`CREATE DATABASE ${DATABASE}`);
    // Both bring the schema up to date, each at a node of its own.
    instances = await Promise.all(
      [0, 1].map((n) => TestServer.start({ databaseUrl: cluster.url(DATABASE, n), key })),
    );
  }, 120_000);

  afterAll(async () => {
    await Promise.all(instances.map((instance) => instance.close()));
    await cluster.stop();
    key.remove();
  });

  it('wait until their node has what the other one committed', async () => {
    for (const instance of instances) {
      const [row] = await instance
        .resolve(DataSource)
        .query<{ wait: number }[]>('SELECT @@SESSION.wsrep_sync_wait AS wait');
      expect(row?.wait).toBe(3);
    }
    for (let n = 0; n < 10; n += 1) {
      const account = await register(at(n % 2));
      expect((await requestLogin(at((n + 1) % 2), 'token-pair', account)).status).toBe(200);
    }
  });

  it('give one account of two that want the same name at once', async () => {
    for (let n = 0; n < 10; n += 1) {
      const account = newAccount('twin');
      const answers = await Promise.all(
        [0, 1].map((m) => at(m).post(ROUTES.register, { ...account })),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 400]);
      const [refused] = answers.filter(({ status }) => status === 400);
      expect(refused?.value('errorCode')).toBe('USERNAME_TAKEN');
    }
  });

  it('give one successor to a token that is refreshed at both at once', async () => {
    const account = await register(at(0));
    for (let n = 0; n < 10; n += 1) {
      const { refreshToken } = await login(at(0), 'token-pair', account);
      const answers = await Promise.all(
        [0, 1, 0, 1].map((m) => refreshByBody(at(m), refreshToken)),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      const successors = answers.map((answer) => answer.string('refreshToken'));
      expect(new Set(successors).size).toBe(1);
    }
  });

  it('lose nothing that was answered when a node is killed under load', async () => {
    const acknowledged: Account[] = [];
    let failures = 0;
    let going = true;
    const registering = async (n: number): Promise<void> => {
      while (going) {
        const account = newAccount('kept');
        const { status } = await at(n).post(ROUTES.register, { ...account });
        if (status === 201) acknowledged.push(account);
        else failures += 1;
      }
    };
    const load = [0, 1, 0, 1].map(registering);
    await eventually(async () => acknowledged.length > 20);
    await cluster.nodes[0].kill();
    const before = acknowledged.length;
    await eventually(async () => acknowledged.length > before + 20, Date.now() + 20_000);
    going = false;
    await Promise.all(load);
    expect(failures).toBeLessThan(100);
    for (const [n, account] of acknowledged.entries()) {
      const session = await login(at(n % 2), 'token-pair', account);
      expect(await validation(at((n + 1) % 2), session.accessToken)).toBe(200);
    }
  }, 120_000);

  it('serve on when the killed node is back and another one goes', async () => {
    const account = await register(at(0));
    await cluster.restart(cluster.nodes[0]);
    await cluster.nodes[1].kill();
    await eventually(
      async () => (await requestLogin(at(1), 'token-pair', account)).status === 200,
      Date.now() + 20_000,
    );
    expect((await at(1).get('/health/ready')).status).toBe(200);
    expect((await requestLogin(at(0), 'token-pair', account)).status).toBe(200);
  }, 90_000);
});
