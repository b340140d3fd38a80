import { type Account, credentialsOf, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { eventually } from './harness/eventually.js';
import { ROUTES } from './harness/routes.js';
import { connect } from '../database/connect.js';
import { LimitStore } from '../../src/limits/counters/limit-store.js';
import { RateLimiter } from '../../src/limits/rate-limiter.js';
import { AdmissionGate } from '../../src/credentials/passwords/admission-gate.js';
import { PasswordHasher } from '../../src/credentials/passwords/password-hasher.js';

/** Where accounts are registered, so that it is known to them. */
const AT_HOME = '127.0.0.1';

onEachDatabase('right passwords', (database) => {
  const server = useServer(database, { settings: { trustProxy: ['127.0.0.1'] } });

  const login = async (account: Account, address = AT_HOME): Promise<number> => {
    const headers = { 'x-forwarded-for': address };
    const answer = await server().post(ROUTES.token, credentialsOf(account), headers);
    return answer.status;
  };

  it.each([20, 40])(
    'are all let in when %d come at once, and so is the next one',
    async (count) => {
      const account = await register(server());
      const statuses = await Promise.all(Array.from({ length: count }, () => login(account)));
      expect(statuses).toEqual(Array.from({ length: count }, () => 200));
      expect(await login(account)).toBe(200);
    },
    30_000,
  );

  it('are let in at once from as many addresses, none of which is known', async () => {
    const account = await register(server());
    const statuses = await Promise.all(
      Array.from({ length: 40 }, (_, n) => login(account, `198.51.100.${n}`)),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
  }, 30_000);

  it('count nothing, known address or not', async () => {
    const account = await register(server());
    const counted = jest.spyOn(server().resolve(LimitStore).counters, 'add');
    const before = await rows();
    for (let n = 0; n < 5; n += 1) expect(await login(account, `203.0.113.${n % 3}`)).toBe(200);
    expect(counted).not.toHaveBeenCalled();
    expect(await rows()).toEqual(before);
    counted.mockRestore();
  });

  /** What the database counts; on SQLite counts are in memory, and the table is never written. */
  async function rows(): Promise<readonly unknown[]> {
    const { dataSource, session } = await connect(server().databaseUrl);
    const found = await session.select('SELECT * FROM rate_limits', []);
    await dataSource.destroy();
    return found;
  }

  it('are waited for by those behind them, while wrong ones are refused', async () => {
    const account = await register(server());
    const wrong = { ...account, password: 'wrong' };
    const attempts = Array.from({ length: 48 }, (_, n) =>
      login(n % 4 === 0 ? wrong : account, `192.0.2.${100 + (n % 4)}`),
    );
    const statuses = await Promise.all(attempts);
    expect(statuses.filter((_, n) => n % 4 === 0)).toEqual(Array.from({ length: 12 }, () => 401));
    expect(new Set(statuses.filter((_, n) => n % 4 !== 0))).toEqual(new Set([200]));
  }, 30_000);

  it('leave room for other accounts, however many wait at one', async () => {
    const [crowded, other] = [await register(server()), await register(server())];
    const hasher = server().resolve(PasswordHasher);
    const verify = hasher.verify.bind(hasher);
    let end = (): void => undefined;
    const held = new Promise<void>((resolve) => (end = resolve));
    const holding = jest.spyOn(hasher, 'verify').mockImplementation(async (hash, password) => {
      if (password === crowded.password) await held;
      return verify(hash, password);
    });
    const crowd = Array.from({ length: 100 }, () => login(crowded));
    await eventually(async () => server().resolve(RateLimiter).waiting === 60);
    const { text } = await server().get('/metrics');
    expect(text).toMatch(/^portcullis_limit_waiting 60$/m);
    const answer = login(other);
    const gate = server().resolve(AdmissionGate);
    await Promise.race([answer, eventually(async () => gate.waiting > 0)]);
    end();
    expect(await answer).toBe(200);
    expect(new Set(await Promise.all(crowd))).toEqual(new Set([200, 503]));
    holding.mockRestore();
  }, 30_000);
});
