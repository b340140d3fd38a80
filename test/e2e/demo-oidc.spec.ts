import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Cookie, Page, Response } from 'playwright-core';
import { chromiums, launchChromium } from './harness/chromium.js';
import { whereThereIs } from '../where-there-is.js';
import { DEMO_PORTS, Demonstration } from './harness/demonstration.js';

/** Milliseconds; a browser on a busy machine is slow, and there is no hurry. */
const PATIENCE = 120_000;

/** A cookie without its value and with its life in seconds. */
const shapeOf = ({ name, path, httpOnly, secure, sameSite, expires }: Cookie) => ({
  name,
  path,
  httpOnly,
  secure,
  sameSite,
  // Browsers count from the moment at which they read the header.
  hours: Math.round((expires - Date.now() / 1000) / 3600),
});

const GUARDED = { httpOnly: true, secure: true, sameSite: 'Lax' };
const ACCESS = { name: 'Auth-Access-Token', path: '/', ...GUARDED, hours: 1 };
const REFRESH = {
  name: 'Auth-Refresh-Token',
  path: '/api/v1/auth/refresh',
  ...GUARDED,
  hours: 30 * 24,
};

describe('a demonstration that cannot start', () => {
  jest.setTimeout(PATIENCE);
  const directory = mkdtempSync(join(tmpdir(), 'portcullis-demo-'));

  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it.each(DEMO_PORTS)('says in a sentence that a port is taken: %s', async (variable) => {
    const other = createServer();
    await once(other.listen(0), 'listening');
    const { port } = other.address() as AddressInfo;
    const demonstration = await Demonstration.launch(directory, { [variable]: String(port) });
    expect(await demonstration.ended()).toBe(1);
    other.close();
    expect(demonstration.output).toMatch(
      new RegExp(
        `^The demonstration could not start: port ${port}, for the (server|page|provider), is taken .*: ${variable}=${port + 1} npm run demo:oidc\\n$`,
        'm',
      ),
    );
    expect(demonstration.output).not.toContain('EADDRINUSE');
  });
});

whereThereIs(chromiums, 'the demonstration of an OpenID sign-in, in a browser', (executable) => {
  jest.setTimeout(PATIENCE);
  const directory = mkdtempSync(join(tmpdir(), 'portcullis-demo-'));
  let demonstration: Demonstration;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const origins = new Set<string>();
  const complaints: string[] = [];

  beforeAll(async () => {
    demonstration = await Demonstration.start(directory);
    browser = await launchChromium(executable);
  }, PATIENCE);

  afterAll(async () => {
    await browser.close();
    await demonstration.stop();
    rmSync(directory, { recursive: true });
  });

  const visit = async (): Promise<void> => {
    context = await browser.newContext();
    page = await context.newPage();
    page.on('request', (request) => origins.add(new URL(request.url()).origin));
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.text().includes('Content Security Policy')) complaints.push(message.text());
    });
    await page.goto(demonstration.page ?? '');
  };

  const status = (text: string): Promise<void> =>
    page.locator('#status', { hasText: text }).waitFor();

  const note = (): Promise<string> => page.locator('#note').innerText();

  const press = (name: string | RegExp): Promise<void> =>
    page.getByRole('button', { name }).click();

  const signInAs = async (name: string): Promise<void> => {
    await press(/^Continue with/);
    await page.getByLabel('Name', { exact: true }).fill(name);
    await press('Sign in');
  };

  const answered = (path: string): Promise<Response> =>
    page.waitForResponse(
      (response) =>
        new URL(response.url()).pathname === path && response.request().method() !== 'OPTIONS',
    );

  const tokens = async (): Promise<readonly Cookie[]> => {
    const cookies = await context.cookies();
    return cookies
      .filter(({ name }) => /^(Auth-(Access|Refresh)-Token|refresh_token)$/.test(name))
      .sort((one, other) => one.name.localeCompare(other.name));
  };

  describe('for somebody new', () => {
    beforeAll(visit);

    it('begins signed out', async () => {
      await status('Sign in');
      expect(await tokens()).toEqual([]);
    });

    it('says that the sign-in was cancelled, and lets them try again', async () => {
      await press(/^Continue with/);
      await press('Cancel');
      await status('Sign in');
      expect(await note()).toBe('You cancelled at the provider, so nothing has changed here.');
      expect(page.url()).toBe(`${demonstration.page ?? ''}/`);
      expect(await tokens()).toEqual([]);
    });

    it('says what the provider refused', async () => {
      await press(/^Continue with/);
      await page.getByLabel('Name', { exact: true }).waitFor();
      await page.goto(demonstration.page ?? '');
      const begun = await page.evaluate<string>("sessionStorage.getItem('sign-in')");
      const { state } = JSON.parse(begun) as { state: string };
      await page.goto(
        `${demonstration.page ?? ''}/callback?error=server_error&error_description=Out%20of%20order&state=${state}`,
      );
      await status('Sign in');
      expect(await note()).toBe('The provider refused: server_error (Out of order).');
    });

    it('does nothing with a code that it did not ask for', async () => {
      await page.goto(`${demonstration.page ?? ''}/callback?code=a&state=b`);
      await status('Sign in');
      expect(await note()).toContain('not a sign-in that began here');
    });

    it('goes to the provider, and comes back with a session', async () => {
      await signInAs('alice');
      await status('Signed in as alice');
      expect(await page.locator('#account').innerText()).toContain('alice@example.com');
      expect(await page.locator('#answers').innerText()).toContain('POST /api/v1/auth/token');
      expect(page.url()).toBe(`${demonstration.page ?? ''}/`);
    });

    it('has the cookies as documented, which no script sees', async () => {
      expect((await tokens()).map(shapeOf)).toEqual([ACCESS, REFRESH]);
      expect(await page.evaluate('document.cookie')).toBe('');
      expect(await page.evaluate('JSON.stringify({ ...sessionStorage, ...localStorage })')).toBe(
        '{}',
      );
    });

    it('knows by the cookie who that is, also after a reload', async () => {
      await page.reload();
      await status('Signed in as alice');
    });

    it('refreshes the session silently', async () => {
      const before = await tokens();
      await press('Refresh');
      await page.locator('#note', { hasText: 'new tokens' }).waitFor();
      const after = await tokens();
      expect(after.map(shapeOf)).toEqual([ACCESS, REFRESH]);
      for (const [index, { value }] of after.entries()) {
        expect(value).not.toBe(before[index]?.value);
      }
    });

    it('does not claim a logout that did not reach the server', async () => {
      const path = '**/api/v1/auth/refresh/logout';
      await page.route(path, (route) => route.abort());
      await press('Log out');
      await page.locator('#note', { hasText: 'The logout failed' }).waitFor();
      await status('Signed in as alice');
      expect(await tokens()).toHaveLength(2);
      await page.unroute(path);
    });

    it('claims a logout once the server says that it happened', async () => {
      const [response] = await Promise.all([
        answered('/api/v1/auth/refresh/logout'),
        press('Log out'),
      ]);
      expect(response.status()).toBe(204);
      await status('You are signed out');
      expect(await tokens()).toEqual([]);
    });
  });

  describe('for somebody who has a password here', () => {
    beforeAll(visit);

    it('says that the account has to be linked, and asks for the password', async () => {
      await signInAs('bob');
      await status('You have an account here');
      expect(await tokens()).toEqual([]);
    });

    it('takes no wrong password', async () => {
      await page.getByLabel('Username').fill('bob');
      await page.getByLabel('Password').fill('not this one');
      await press('Sign in and link');
      await page.locator('#note', { hasText: 'Invalid credentials' }).waitFor();
      await status('You have an account here');
    });

    it('links the provider with the right one', async () => {
      await page.getByLabel('Username').fill('bob');
      await page.getByLabel('Password').fill('four-lazy-pelicans');
      await press('Sign in and link');
      await page.getByLabel('Name', { exact: true }).fill('bob');
      await press('Sign in');
      await status('Signed in as bob');
      expect(await note()).toContain('The provider is linked');
    });

    it('signs in by the provider alone from then on', async () => {
      await context.close();
      await visit();
      await signInAs('bob');
      await status('Signed in as bob');
    });
  });

  it('asks nobody but the page, the server and the provider, and breaks no policy', () => {
    expect([...origins].every((origin) => origin.startsWith('http://localhost:'))).toBe(true);
    expect(origins.size).toBe(3);
    expect(complaints).toEqual([]);
  });
});
