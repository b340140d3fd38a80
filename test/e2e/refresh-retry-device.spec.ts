import { type Account, newAccount, register } from './harness/accounts.js';
import { databaseDump } from './harness/database-dump.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import {
  BEHIND_PROXY,
  CAFE,
  expectReuse,
  expectSuccessor,
  HOME,
  LID,
  loginFromBrowser,
  loseAnswer,
  type Place,
} from './harness/lost-answers.js';
import { DAY, HOUR } from './harness/test-clock.js';

onEachDatabase('a lost answer that a marked device asks for again', (database) => {
  const server = useServer(database, { settings: BEHIND_PROXY });
  const account: Account = newAccount('roamer');
  const elsewhere = (device: string): Place => ({ address: CAFE, userAgent: 'Other/1', device });

  beforeAll(() => register(server(), account));

  it('comes from another network and another user agent', async () => {
    const session = await loginFromBrowser(server(), account);
    const lost = await loseAnswer(server(), session, { ...HOME, device: session.device });
    server().clock.advance(LID);
    await expectSuccessor(server(), lost, elsewhere(session.device));
  });

  it('comes after the device was marked anew', async () => {
    const session = await loginFromBrowser(server(), account);
    const lost = await loseAnswer(server(), session, { ...HOME, device: session.device });
    server().clock.advance(DAY - HOUR);
    const { device } = await loginFromBrowser(server(), account, session.device);
    expect(device).not.toBe(session.device);
    await expectSuccessor(server(), lost, elsewhere(device));
  });

  it('comes from the same place without the cookie', async () => {
    const session = await loginFromBrowser(server(), account);
    const lost = await loseAnswer(server(), session, { ...HOME, device: session.device });
    server().clock.advance(LID);
    await expectSuccessor(server(), lost, HOME);
  });

  it('is reuse from another device of the same account', async () => {
    const session = await loginFromBrowser(server(), account);
    const other = await loginFromBrowser(server(), account);
    const lost = await loseAnswer(server(), session, { ...HOME, device: session.device });
    server().clock.advance(LID);
    await expectReuse(server(), lost, elsewhere(other.device));
  });

  it('is reuse from the device when something else rotated the session', async () => {
    const session = await loginFromBrowser(server(), account);
    const lost = await loseAnswer(server(), session, HOME);
    server().clock.advance(LID);
    await expectReuse(server(), lost, elsewhere(session.device));
  });

  it('is reuse with a mark of another account, or one that was changed', async () => {
    const stranger = await register(server(), newAccount('stranger'));
    const { device } = await loginFromBrowser(server(), stranger);
    const [id = ''] = device.split('.');
    for (const mark of [device, id, `${id}.1~${'A'.repeat(22)}`]) {
      const session = await loginFromBrowser(server(), account);
      const lost = await loseAnswer(server(), session, { ...HOME, device: mark });
      server().clock.advance(LID);
      await expectReuse(server(), lost, elsewhere(mark));
    }
  });

  it('keeps no mark in the database', async () => {
    const session = await loginFromBrowser(server(), account);
    const [id = ''] = session.device.split('.');
    await loseAnswer(server(), session, { ...HOME, device: session.device });
    expect(await databaseDump(server().databaseUrl)).not.toContain(id);
  });
});
