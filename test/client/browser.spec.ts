import { chromiums } from '../e2e/harness/chromium.js';
import { ROUTES } from '../e2e/harness/routes.js';
import { testDatabases } from '../databases.js';
import { whereThereIs } from '../where-there-is.js';
import { Front } from './harness/front.js';
import {
  ASK,
  login,
  PATIENCE,
  type Tab,
  type TabOptions,
  useBrowser,
} from './harness/use-browser.js';
import { useFrontend } from './harness/use-frontend.js';

const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');
const database = sqlite;

const TWO_HOURS = 2 * 3_600_000;
const STATUS = 'client.getState().status';
/** Every access token that was ever seen is in none of these. */
const KEPT = 'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])';

whereThereIs(chromiums, 'the client in a browser', (executable) => {
  jest.setTimeout(PATIENCE);
  /** A page on another origin than the server's. */
  let elsewhere: Front;
  const frontend = useFrontend(database, async () => {
    elsewhere = await Front.start('http://localhost:1');
    return { CORS_ORIGINS: elsewhere.origin };
  });
  const browser = useBrowser(executable, frontend);

  afterAll(() => elsewhere.close());

  const refreshes = (): number => frontend().front.times(ROUTES.refresh);

  async function loggedIn(options: TabOptions = {}): Promise<Tab> {
    const { open, context, account } = browser();
    const tab = await open(await context(), options);
    await tab.run(login(await account()));
    return tab;
  }

  /** A page whose clock runs, and can be set. */
  const withClock: TabOptions = { prepare: (page) => page.clock.install() };

  /** As after the lid was closed: the time is another one, and no timer has noticed. */
  async function sleep({ page }: Tab): Promise<void> {
    await page.clock.setSystemTime(Date.now() + TWO_HOURS);
    await frontend().expireAccessTokens();
  }

  const refreshed = ({ page }: Tab): Promise<unknown> =>
    page.waitForResponse(
      (response) => response.url().endsWith(ROUTES.refresh) && response.status() === 200,
    );

  it.each(['token-pair', 'bearer-cookie', 'envelope', 'success-flag'])(
    'goes through a whole session, and keeps the access token in memory: %s',
    async (contract) => {
      const { open, context } = browser();
      const { page, run } = await open(await context(), { options: `{ contract: '${contract}' }` });
      const name = `in-a-browser-${contract}`;
      const account = JSON.stringify({
        username: name,
        password: `correct-horse-${name}`,
        email: `${name}@example.com`,
      });
      expect(await run(`client.register(${account})`)).toMatchObject({ username: name });
      expect(await run('client.sessions()')).toMatchObject({ sessions: [{ current: true }] });
      expect(await run('client.me()')).toMatchObject({ username: name });
      await frontend().expireAccessTokens();
      frontend().front.forget();
      expect(await run(ASK)).toBe(200);
      expect(refreshes()).toBe(1);
      expect(await run(KEPT)).not.toContain('eyJ');
      await run('client.logout()');
      expect(await run(STATUS)).toBe('signed-out');
      expect(await page.context().cookies()).toMatchObject([{ name: 'device' }]);
    },
  );

  it.each([
    ['the same origin', 'bearer-cookie'],
    ['the same origin', 'token-pair'],
    ['another origin', 'bearer-cookie'],
    ['another origin', 'token-pair'],
  ])('finds the session again after a reload, on %s: %s', async (where, contract) => {
    const { open } = browser();
    const { front } = frontend();
    const { origin } = where === 'the same origin' ? front : elsewhere;
    const given = { options: `{ contract: '${contract}' }`, origin };
    const { page } = await loggedIn(given);
    const window = page.context();
    await page.close();
    const later = await open(window, given);
    expect(await later.run(STATUS)).toBe('unknown');
    expect(await later.run(ASK)).toBe(200);
    expect(await later.run(STATUS)).toBe('signed-in');
    await later.run('client.logout()');
    const last = await open(window, given);
    expect(await last.run('client.getAccessToken()')).toBeUndefined();
    expect(await last.run('client.getState()')).toMatchObject({ reason: 'never' });
  });

  // Chromium itself repeats what went over a connection that had been used before.
  it.each(['lost', 'late'] as const)(
    'is still logged in after answers to a refresh were %s',
    async (fate) => {
      const { run } = await loggedIn();
      const { front, expireAccessTokens } = frontend();
      let lost = 0;
      front.fate = (path) => {
        if (path !== ROUTES.refresh || lost === 2) return 'forward';
        lost += 1;
        return fate;
      };
      for (let round = 0; round < 2; round += 1) {
        lost = 0;
        await expireAccessTokens();
        expect(await run(ASK)).toBe(200);
        expect(lost).toBe(2);
      }
      expect(await run(STATUS)).toBe('signed-in');
    },
  );

  it('refreshes by itself before the token expires', async () => {
    const tab = await loggedIn(withClock);
    const answered = refreshed(tab);
    await tab.page.clock.fastForward(55 * 60_000);
    await answered;
    expect(refreshes()).toBe(1);
  });

  it('waits, while it is hidden, until it is looked at', async () => {
    const tab = await loggedIn(withClock);
    const hide = (isHidden: boolean): string => `
      Object.defineProperty(document, 'hidden', { configurable: true, value: ${String(isHidden)} });
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));`;
    await tab.run(hide(true));
    await tab.page.clock.fastForward(55 * 60_000);
    // A refresh that had begun would have its turn before this one.
    await tab.run(`navigator.locks.request('portcullis:' + location.origin, () => undefined)`);
    expect(refreshes()).toBe(0);
    const answered = refreshed(tab);
    await tab.run(hide(false));
    await answered;
    expect(refreshes()).toBe(1);
  });

  it('refreshes when a laptop wakes, though its timers stood still', async () => {
    const tab = await loggedIn(withClock);
    await sleep(tab);
    const answered = refreshed(tab);
    await tab.run(`window.dispatchEvent(new Event('focus'))`);
    await answered;
    expect(await tab.run(ASK)).toBe(200);
    expect(refreshes()).toBe(1);
  });

  it('asks with a new token after a sleep, whatever the timers say', async () => {
    const tab = await loggedIn(withClock);
    await sleep(tab);
    expect(await tab.run(ASK)).toBe(200);
    expect(refreshes()).toBe(1);
    expect(frontend().front.times(ROUTES.me)).toBe(1);
  });

  it('stays logged in while it is offline, and refreshes when it is back', async () => {
    const tab = await loggedIn(withClock);
    const window = tab.page.context();
    await window.setOffline(true);
    await sleep(tab);
    const code = 'client.getAccessToken().catch(({ errorCode }) => errorCode)';
    expect(await tab.run(code)).toBe('NETWORK_FAILURE');
    expect(await tab.run('client.me().catch(({ errorCode }) => errorCode)')).toBe(
      'NETWORK_FAILURE',
    );
    expect(await tab.run(STATUS)).toBe('signed-in');
    const answered = refreshed(tab);
    await window.setOffline(false);
    await answered;
    expect(await tab.run(ASK)).toBe(200);
  });
});
