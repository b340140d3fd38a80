import { chromiums } from '../e2e/harness/chromium.js';
import { ROUTES } from '../e2e/harness/routes.js';
import { testDatabases } from '../databases.js';
import { whereThereIs } from '../where-there-is.js';
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

const TEN = Array.from({ length: 10 }, (_each, index) => index);
const IN_STORAGE = `{ contract: 'envelope', storage: localStorage }`;
const LOCKS = 'Navigator.prototype.locks';
const CHANNEL = 'window.BroadcastChannel';

whereThereIs(chromiums, 'ten tabs of one frontend', (executable) => {
  jest.setTimeout(PATIENCE);
  const frontend = useFrontend(database);
  const browser = useBrowser(executable, frontend);

  /** All of them with one session, which the first has opened. */
  async function tenTabs(options: TabOptions = {}): Promise<readonly [Tab, ...Tab[]]> {
    const { open, context, account } = browser();
    const window = await context();
    const first = await open(window, options);
    await first.run(login(await account()));
    const others: Tab[] = [];
    while (others.length < TEN.length - 1) others.push(await open(window, options));
    return [first, ...others];
  }

  const refreshes = (): number => frontend().front.times(ROUTES.refresh);
  const all = (tabs: readonly Tab[], expression: string): Promise<readonly unknown[]> =>
    Promise.all(tabs.map(({ run }) => run(expression)));

  it.each([
    ['a refresh cookie', {}],
    ['a refresh token in localStorage', { options: IN_STORAGE }],
    ['the contract token-pair', { options: `{ contract: 'token-pair' }` }],
  ])('make one refresh when their access token has expired: %s', async (_name, options) => {
    const tabs = await tenTabs(options);
    expect(await all(tabs, ASK)).toEqual(TEN.map(() => 200));
    // A new tab is given the token by one that has it.
    expect(refreshes()).toBe(0);
    for (const round of [1, 2]) {
      await frontend().expireAccessTokens();
      expect(await all(tabs, ASK)).toEqual(TEN.map(() => 200));
      expect(refreshes()).toBe(round);
    }
    const tokens = await all(tabs, 'client.getAccessToken()');
    expect(new Set(tokens).size).toBe(1);
  });

  it.each([
    ['Web Locks', [LOCKS]],
    ['BroadcastChannel', [CHANNEL]],
    ['either', [LOCKS, CHANNEL]],
  ])('stay logged in in a browser without %s', async (_name, missing) => {
    const script = missing.map((name) => `delete ${name};`).join('\n');
    // Chromium opens six connections: what waits for one is late, and a late refresh ends a session.
    const tabs = (await tenTabs({ prepare: (page) => page.addInitScript(script) })).slice(0, 5);
    const [first] = tabs;
    const there = `[navigator.locks !== undefined, 'BroadcastChannel' in window]`;
    expect(await first?.run(there)).toEqual(
      [LOCKS, CHANNEL].map((name) => !missing.includes(name)),
    );
    for (let round = 0; round < 2; round += 1) {
      await frontend().expireAccessTokens();
      frontend().front.forget();
      expect(await all(tabs, ASK)).toEqual(tabs.map(() => 200));
      expect(refreshes()).toBeLessThanOrEqual(tabs.length);
    }
  });

  it('end at their next request when the session is revoked', async () => {
    const tabs = await tenTabs();
    const [first] = tabs;
    expect(await all(tabs, ASK)).toEqual(TEN.map(() => 200));
    await first.run(`(async () => fetch('${ROUTES.logout}', {
      method: 'POST', headers: { authorization: 'Bearer ' + await client.getAccessToken() },
    }))()`);
    frontend().front.forget();
    expect(await all(tabs, ASK)).toEqual(TEN.map(() => 401));
    const ended = { status: 'signed-out', session: null, reason: 'ended' };
    expect(await all(tabs, 'client.getState()')).toEqual(TEN.map(() => ended));
    expect(refreshes()).toBe(1);
  });

  it('are logged out by one of them, and logged in by another', async () => {
    const tabs = await tenTabs();
    const [first, second] = tabs;
    await all(tabs, ASK);
    await first.run('client.logout()');
    const out = { status: 'signed-out', session: null, reason: 'logout' };
    for (const { page } of tabs) {
      await page.waitForFunction(`client.getState().status === 'signed-out'`);
    }
    expect(await all(tabs, 'client.getState()')).toEqual(TEN.map(() => out));
    const { username, ...account } = await browser().account();
    await second?.run(login({ username, ...account }));
    for (const { page } of tabs) {
      await page.waitForFunction(`client.getState().session?.username === '${username}'`);
    }
    expect(await all(tabs, ASK)).toEqual(TEN.map(() => 200));
  });
});
