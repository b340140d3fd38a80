import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string }[];
}

/** The pages of a server in a browser, used by what a person sees or hears of them. */
export class AccountPage {
  /** What went wrong in the page, refusals of its content security policy among it. */
  readonly complaints: string[] = [];
  /** Origins that the page talked to. */
  readonly origins = new Set<string>();

  private constructor(
    readonly page: Page,
    private readonly origin: string,
  ) {
    page.setDefaultTimeout(20_000);
    page.on('console', (message) => {
      const faultAnswered = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !faultAnswered) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('data:')) this.origins.add(new URL(request.url()).origin);
    });
  }

  static async open(
    browser: Browser,
    origin: string,
    options: BrowserContextOptions = {},
  ): Promise<AccountPage> {
    const context = await browser.newContext({ locale: 'en-GB', ...options });
    return new AccountPage(await context.newPage(), origin);
  }

  /** Loads a page by its address, and waits for its heading. */
  async visit(path: string, heading: string): Promise<void> {
    await this.page.goto(this.origin + path);
    await this.shows(heading);
  }

  async shows(heading: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
  }

  /** With what stands in its two fields; a second step may follow. */
  async signIn(username: string, password: string): Promise<void> {
    await this.shows('Sign in');
    await this.fill({ 'Username or email address': username, Password: password });
    await this.press('Sign in');
  }

  field(label: string): Locator {
    return this.page.getByLabel(label, { exact: true });
  }

  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, text] of Object.entries(fields)) await this.field(label).fill(text);
  }

  async press(button: string): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: true }).click();
  }

  async follow(link: string): Promise<void> {
    await this.page.getByRole('link', { name: link, exact: true }).first().click();
  }

  /** Waits until it is said, in whatever element. */
  async says(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** What axe finds on the page as it is, in the light and in the dark. */
  async barriers(): Promise<readonly string[]> {
    const found: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme });
      const { violations } = await this.page.evaluate<{ violations: readonly Violation[] }>(
        `${AXE};axe.run(document)`,
      );
      for (const { id, nodes } of violations) {
        found.push(...nodes.map(({ html }) => `${colorScheme}: ${id}: ${html}`));
      }
    }
    return found;
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
