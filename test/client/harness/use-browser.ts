import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchChromium } from '../../e2e/harness/chromium.js';
import { type Account, newAccount } from '../../e2e/harness/accounts.js';
import { ROUTES } from '../../e2e/harness/routes.js';
import type { Frontend } from './use-frontend.js';

/** Milliseconds; a browser on a busy machine is slow, and there is no hurry. */
export const PATIENCE = 120_000;

export interface Tab {
  readonly page: Page;
  /** Evaluates an expression in which `client` is this tab's client. */
  readonly run: (expression: string) => Promise<unknown>;
}

export interface TabOptions {
  /** Of `createClient`, as they stand in a script. */
  readonly options?: string;
  /** Before the page: what there is not in older browsers, or a clock that stands. */
  readonly prepare?: (page: Page) => Promise<unknown>;
  /** Where the page is, when it is not where the server is. */
  readonly origin?: string;
  /** A tab that goes there, instead of a new one. */
  readonly tab?: Page;
  /** Of the page's address. */
  readonly search?: string;
}

export interface InBrowser {
  readonly open: (context: BrowserContext, options?: TabOptions) => Promise<Tab>;
  readonly context: () => Promise<BrowserContext>;
  readonly account: () => Promise<Account>;
}

/** A browser for all tests of a describe block, and a window of its own for each. */
export function useBrowser(executable: string, frontend: () => Frontend): () => InBrowser {
  let browser: Browser | undefined;

  beforeAll(async () => {
    browser = await launchChromium(executable);
  }, PATIENCE);

  afterEach(async () => {
    await Promise.all((browser?.contexts() ?? []).map((context) => context.close()));
  });

  afterAll(async () => {
    await browser?.close();
  });

  async function open(context: BrowserContext, given: TabOptions = {}): Promise<Tab> {
    const { front } = frontend();
    const { options = '{}', origin = front.origin, search = '', prepare } = given;
    const page = given.tab ?? (await context.newPage());
    await prepare?.(page);
    await page.goto(`${origin}/page${search}`);
    await page.evaluate(`(async () => {
      const { createClient } = await import('${origin}/client/index.js');
      window.client = createClient({ baseUrl: '${front.origin}', ...(${options}) });
    })()`);
    return { page, run: (expression) => page.evaluate(expression) };
  }

  return () => {
    const running = browser;
    if (!running) throw new Error('there is no browser');
    return {
      open,
      context: () => running.newContext(),
      async account() {
        const account = newAccount();
        const { status } = await frontend().server.send({ path: ROUTES.register, json: account });
        if (status !== 201) throw new Error(`no registration: ${status}`);
        frontend().front.forget();
        return account;
      },
    };
  };
}

export const login = ({ username, password }: Account): string =>
  `client.login(${JSON.stringify({ username, password })})`;

/** The status of an answer that asks for a good access token. */
export const ASK = `client.fetch('${ROUTES.me}').then(({ status }) => status)`;
