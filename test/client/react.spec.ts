import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { createElement, type FunctionComponent, type ReactElement } from 'react';
import { chromiums } from '../e2e/harness/chromium.js';
import { ROUTES } from '../e2e/harness/routes.js';
import { testDatabases } from '../databases.js';
import { whereThereIs } from '../where-there-is.js';
import { type Client, createClient } from './harness/built-client.js';
import { SpawnedVite } from './harness/spawned-vite.js';
import { PATIENCE, useBrowser } from './harness/use-browser.js';
import { useFrontend } from './harness/use-frontend.js';

const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');
const database = sqlite;

const load = createRequire(__filename);

/** The built package, and what renders on a server. */
const { PortcullisProvider, useSession, useUser } = load('@portcullis/client/react') as {
  readonly PortcullisProvider: FunctionComponent<{ readonly client: Client }>;
  readonly useSession: () => { readonly status: string };
  readonly useUser: () => { readonly user: unknown };
};
const { renderToString } = load('react-dom/server') as {
  readonly renderToString: (element: ReactElement) => string;
};

describe('the hooks on a server', () => {
  it('render a state that is not known yet, and ask for nothing', () => {
    const asked: unknown[] = [];
    const client = createClient({
      baseUrl: 'https://auth.example',
      fetch: (input) => {
        asked.push(input);
        return Promise.reject(new Error('asked'));
      },
    });
    const Status = (): string => `${useSession().status} ${String(useUser().user)}`;
    const page = createElement(PortcullisProvider, { client }, createElement(Status));
    expect(renderToString(page)).toBe('unknown undefined');
    expect(asked).toEqual([]);
  });
});

whereThereIs(chromiums, 'the example in React, in a browser', (executable) => {
  jest.setTimeout(PATIENCE);
  const frontend = useFrontend(database);
  const browser = useBrowser(executable, frontend);
  let vite: SpawnedVite;

  beforeAll(async () => {
    vite = await SpawnedVite.start(frontend().front.origin);
  });

  afterAll(() => vite.stop());

  const shows = (page: Page, text: string): Promise<void> => page.getByText(text).first().waitFor();

  async function fill(page: Page, fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) {
      await page.locator(`[name=${name}]`).fill(value);
    }
  }

  it('registers, finds the session again in another tab, and logs out in both', async () => {
    const window = await browser().context();
    const page = await window.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(vite.origin);
    await shows(page, 'Log in');
    const [username, password] = ['in-react', 'correct-horse-in-react'];
    await fill(page, { username, password: 'wrong' });
    await page.getByRole('button', { name: 'Log in' }).click();
    await shows(page, 'Invalid username or password');
    await fill(page, { username, password, email: 'in-react@example.com' });
    await page.getByRole('button', { name: 'Register' }).click();
    await shows(page, `Hello, ${username}`);
    await shows(page, '(this one)');
    const other = await window.newPage();
    await other.goto(vite.origin);
    await shows(other, `Hello, ${username}`);
    await other.getByRole('button', { name: 'Log out' }).click();
    for (const each of [page, other]) await shows(each, 'E-mail (to register)');
    await page.reload();
    await shows(page, 'E-mail (to register)');
    expect(complaints).toEqual([]);
    expect(frontend().front.times(ROUTES.logout)).toBe(1);
  });
});
