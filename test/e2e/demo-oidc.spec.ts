import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Cookie, Page } from 'playwright-core';
import { chromiums, launchChromium } from './harness/chromium.js';
import { whereThereIs } from '../where-there-is.js';
import { eventually } from './harness/eventually.js';

/** Milliseconds; a browser on a busy machine is slow, and there is no hurry. */
const PATIENCE = 120_000;

async function freePort(): Promise<string> {
  const server = createServer();
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
}

/** `npm run demo:oidc`, on ports and files of its own. */
class Demonstration {
  private output = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    }
  }

  static async start(directory: string): Promise<Demonstration> {
    const child = spawn(process.execPath, [join(__dirname, '../../scripts/demo-oidc.mjs')], {
      env: {
        PATH: process.env.PATH,
        PORT: await freePort(),
        DEMO_PAGE_PORT: await freePort(),
        DEMO_PROVIDER_PORT: await freePort(),
        DATABASE_URL: `sqlite:${join(directory, 'demo.sqlite')}`,
        JWT_KEYS_DIR: join(directory, 'keys'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const demonstration = new Demonstration(child);
    await eventually(
      () => Promise.resolve(demonstration.page !== undefined),
      Date.now() + PATIENCE,
    );
    return demonstration;
  }

  get page(): string | undefined {
    return /Open (http:\/\/localhost:\d+)/.exec(this.output)?.[1];
  }

  async stop(): Promise<void> {
    const closed = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await closed;
  }
}

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

whereThereIs(chromiums, 'the demonstration of an OpenID sign-in, in a browser', (executable) => {
  jest.setTimeout(PATIENCE);
  const directory = mkdtempSync(join(tmpdir(), 'portcullis-demo-'));
  let demonstration: Demonstration;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    demonstration = await Demonstration.start(directory);
    browser = await launchChromium(executable);
    context = await browser.newContext();
    page = await context.newPage();
    await page.goto(demonstration.page ?? '');
  }, PATIENCE);

  afterAll(async () => {
    await browser.close();
    await demonstration.stop();
    rmSync(directory, { recursive: true });
  });

  const status = (text: string): Promise<void> =>
    page.locator('#status', { hasText: text }).waitFor();

  const answer = (): Promise<string> => page.locator('#answer').innerText();

  const tokens = async (): Promise<readonly Cookie[]> => {
    const cookies = await context.cookies();
    return cookies
      .filter(({ name }) => /^Auth-(Access|Refresh)-Token$/.test(name))
      .sort((one, other) => one.name.localeCompare(other.name));
  };

  it('begins signed out', async () => {
    await status('You are signed out.');
    expect(await tokens()).toEqual([]);
  });

  it("goes to the provider's login and consent, and comes back with a session", async () => {
    await page.getByRole('button', { name: 'Sign in with' }).click();
    await page.getByPlaceholder('Enter any login').fill('alice');
    await page.getByPlaceholder('and password').fill('anything');
    await page.getByRole('button', { name: 'Sign-in' }).click();
    await page.getByRole('button', { name: 'Continue' }).click();
    await status('You are signed in.');
    expect(await answer()).toContain('"message": "Tokens generated successfully."');
    expect(page.url()).toBe(`${demonstration.page ?? ''}/`);
  });

  it('has the cookies as documented, which no script sees', async () => {
    expect((await tokens()).map(shapeOf)).toEqual([ACCESS, REFRESH]);
    expect(await page.evaluate('document.cookie')).toBe('');
  });

  it('knows by the cookie who that is', async () => {
    await page.getByRole('button', { name: 'Who am I?' }).click();
    await status('You are signed in as alice.');
    expect(await answer()).toContain('"email": "alice@example.com"');
  });

  it('refreshes the session silently', async () => {
    const before = await tokens();
    await page.getByRole('button', { name: 'Refresh silently' }).click();
    await status('Your session was refreshed.');
    const after = await tokens();
    expect(after.map(shapeOf)).toEqual([ACCESS, REFRESH]);
    for (const [index, { value }] of after.entries()) {
      expect(value).not.toBe(before[index]?.value);
    }
  });

  it('logs out, and stays so', async () => {
    await page.getByRole('button', { name: 'Log out' }).click();
    await status('You are signed out.');
    expect(await tokens()).toEqual([]);
    await page.reload();
    await status('You are signed out.');
    expect(await answer()).toContain('GET /api/v1/auth/me\n401');
  });
});
