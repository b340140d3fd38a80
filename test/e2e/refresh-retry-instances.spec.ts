import { sharedDatabases } from '../databases.js';
import { whereThereIs } from '../where-there-is.js';
import { type Account, newAccount, register } from './harness/accounts.js';
import { fault, INVALID_TOKEN } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import {
  BEHIND_PROXY,
  CAFE,
  expectReuse,
  expectSuccessor,
  HOME,
  LID,
  loginFromBrowser,
  loseAnswer,
  present,
  successorIn,
} from './harness/lost-answers.js';
import { ROUTES } from './harness/routes.js';
import { login } from './harness/sessions.js';
import { SigningKey } from './harness/signing-key.js';
import { TestClock } from './harness/test-clock.js';
import { TestServer } from './harness/test-server.js';

const refusal = fault(ROUTES.refresh, INVALID_TOKEN);

whereThereIs(
  sharedDatabases(),
  'a lost answer, asked for again at another instance, on $dialect',
  (database) => {
    const key = SigningKey.rsa();
    const clock = new TestClock();
    let instances: readonly TestServer[] = [];
    let release: () => Promise<void> = () => Promise.resolve();
    const account: Account = newAccount('pair');

    const one = (): TestServer => instanceAt(0);
    const two = (): TestServer => instanceAt(1);

    function instanceAt(index: number): TestServer {
      const instance = instances[index];
      if (instance === undefined) throw new Error('the instances are not running');
      return instance;
    }

    beforeAll(async () => {
      const { url, drop } = await database.create();
      release = drop;
      const start = (): Promise<TestServer> =>
        TestServer.start({ databaseUrl: url, key, clock, settings: BEHIND_PROXY });
      instances = [await start(), await start()];
      await register(one(), account);
    });

    afterAll(async () => {
      for (const instance of instances) await instance.close();
      key.remove();
      await release();
    });

    it('comes from the same place', async () => {
      const lost = await loseAnswer(one(), await login(one(), 'token-pair', account));
      clock.advance(LID);
      await expectSuccessor(two(), lost, HOME);
    });

    it('comes to the same device', async () => {
      const session = await loginFromBrowser(one(), account);
      const { device } = session;
      const lost = await loseAnswer(one(), session, { ...HOME, device });
      clock.advance(LID);
      await expectSuccessor(two(), lost, { address: CAFE, device });
    });

    it('is reuse from another place', async () => {
      const lost = await loseAnswer(one(), await login(one(), 'token-pair', account));
      clock.advance(LID);
      await expectReuse(two(), lost, { ...HOME, address: CAFE });
      expectAnswer(await present(one(), lost.missed, HOME), refusal);
    });

    it('is reuse when the other instance used the successor', async () => {
      const lost = await loseAnswer(one(), await login(one(), 'token-pair', account));
      const newest = successorIn(await present(two(), lost.missed, HOME));
      clock.advance(LID);
      await expectReuse(one(), { ...lost, missed: newest }, HOME);
    });

    it('is the same for all who ask both at once', async () => {
      const lost = await loseAnswer(one(), await login(one(), 'token-pair', account));
      clock.advance(LID);
      const answers = await Promise.all(
        Array.from({ length: 16 }, (_, index) => present(instanceAt(index % 2), lost.parent, HOME)),
      );
      expect(new Set(answers.map(successorIn))).toEqual(new Set([lost.missed]));
    });
  },
);
