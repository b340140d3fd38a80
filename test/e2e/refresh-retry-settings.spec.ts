import { type Account, newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { fault, INVALID_TOKEN } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import {
  BEHIND_PROXY,
  CAFE,
  expectReuse,
  expectSuccessor,
  headersOf,
  HOME,
  LID,
  loginFromBrowser,
  loseAnswer,
  present,
} from './harness/lost-answers.js';
import { ROUTES } from './harness/routes.js';
import { login } from './harness/sessions.js';
import { DAY, HOUR, MINUTE } from './harness/test-clock.js';

onEachDatabase('a lost answer, asked for again where no proxy is trusted', (database) => {
  const server = useServer(database);
  const account: Account = newAccount('direct');

  beforeAll(() => register(server(), account));

  it('comes whatever a header says about the address', async () => {
    const lost = await loseAnswer(server(), await login(server(), 'token-pair', account));
    server().clock.advance(LID);
    await expectSuccessor(server(), lost, { ...HOME, address: CAFE });
  });
});

onEachDatabase('a lost answer that may not be asked for after the grace', (database) => {
  const server = useServer(database, { settings: { ...BEHIND_PROXY, refreshRetry: 0 } });
  const account: Account = newAccount('strict');

  beforeAll(() => register(server(), account));

  it('comes within the grace and is reuse afterwards', async () => {
    const session = await loginFromBrowser(server(), account);
    const place = { ...HOME, device: session.device };
    const lost = await loseAnswer(server(), session, place);
    expect((await present(server(), lost.parent, place)).status).toBe(200);
    server().clock.advance(LID);
    await expectReuse(server(), lost, place);
  });
});

onEachDatabase('a lost answer with REFRESH_RETRY of a week', (database) => {
  const settings = { ...BEHIND_PROXY, refreshGrace: 0, refreshRetry: 7 * DAY };
  const server = useServer(database, { settings });
  const account: Account = newAccount('patient');

  beforeAll(() => register(server(), account));

  it('needs no grace', async () => {
    const lost = await loseAnswer(server(), await login(server(), 'token-pair', account));
    await expectSuccessor(server(), lost, HOME);
  });

  it('is refused as expired once the parent itself is, and the session goes on', async () => {
    const session = await login(server(), 'token-pair', account);
    server().clock.advance(7 * DAY - HOUR);
    const lost = await loseAnswer(server(), session);
    server().clock.advance(HOUR + MINUTE);
    const late = await server().post(
      ROUTES.flagRefresh,
      { refreshToken: lost.parent },
      headersOf(HOME),
    );
    expect([late.status, late.value('message')]).toEqual([401, 'Refresh token expired']);
    expect((await present(server(), lost.missed, HOME)).status).toBe(200);
  });
});

onEachDatabase('a lost answer whose successor has expired', (database) => {
  const server = useServer(database, { settings: { ...BEHIND_PROXY, sessionMaxAge: HOUR } });
  const account: Account = newAccount('brief');

  beforeAll(() => register(server(), account));

  it('does not come', async () => {
    const lost = await loseAnswer(server(), await login(server(), 'token-pair', account));
    server().clock.advance(HOUR + MINUTE);
    expectAnswer(await present(server(), lost.parent, HOME), fault(ROUTES.refresh, INVALID_TOKEN));
  });
});
