import type { Credentials } from './clients.js';
import type { Browser, Locator, Page, Response } from 'playwright-core';

/** What one *Execute* brought about. */
export interface Execution {
  readonly status: number;
  readonly mediaType: string;
  readonly text: string;
}

/** Swagger UI in a browser, used as somebody would use it who edits nothing. */
export class SwaggerPage {
  /** What went wrong in the page, refusals of its content security policy among it. */
  readonly complaints: string[] = [];
  /** Origins that the page talked to. */
  readonly origins = new Set<string>();

  private constructor(private readonly page: Page) {
    page.on('console', (message) => {
      const faultAnswered = message.text().startsWith('Failed to load resource');
      if (message.type() === 'error' && !faultAnswered) this.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('request', (request) => {
      if (!request.url().startsWith('data:')) this.origins.add(new URL(request.url()).origin);
    });
  }

  /** @param client whose id and secret are typed where the browser asks for a name and a password */
  static async open(
    browser: Browser,
    origin: string,
    { id, secret }: Credentials,
  ): Promise<SwaggerPage> {
    const httpCredentials = { username: id, password: secret };
    const page = await browser.newPage({ httpCredentials });
    const opened = new SwaggerPage(page);
    await page.goto(`${origin}/docs`);
    await page.locator('.opblock').first().waitFor();
    return opened;
  }

  /** `GET /path` of every operation, from top to bottom. */
  async operations(): Promise<readonly string[]> {
    const summaries = await this.page.locator('.opblock-summary').all();
    return Promise.all(
      summaries.map(async (summary) => {
        const method = await summary.locator('.opblock-summary-method').innerText();
        const path = await summary.locator('.opblock-summary-path').getAttribute('data-path');
        return `${method} ${path ?? ''}`;
      }),
    );
  }

  /** Opens an operation, if it is not yet, and makes it ready to be executed. */
  async tryOut(operation: string): Promise<Locator> {
    const [method = '', path = ''] = operation.split(' ');
    const block = this.page.locator(`.opblock-${method.toLowerCase()}`, {
      has: this.page.locator(`[data-path="${path}"]`),
    });
    if ((await block.locator('.opblock-body').count()) === 0) {
      await block.locator('.opblock-summary-control').click();
    }
    const start = block.locator('.try-out__btn:not(.cancel)');
    await block.locator('.try-out__btn').waitFor();
    if ((await start.count()) > 0) await start.click();
    return block;
  }

  /** Executes an operation as it stands; `prepare` may choose among what is offered. */
  async execute(
    operation: string,
    prepare?: (block: Locator) => Promise<unknown>,
  ): Promise<Execution> {
    const block = await this.tryOut(operation);
    await prepare?.(block);
    const [method = '', path = ''] = operation.split(' ');
    const pattern = new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`);
    const answered = this.page.waitForResponse(
      (response) =>
        pattern.test(new URL(response.url()).pathname) && response.request().method() === method,
    );
    await block.locator('.execute').click();
    const execution = await executionOf(await answered);
    await block
      .locator('.live-responses-table .response-col_status', { hasText: String(execution.status) })
      .first()
      .waitFor();
    // An open operation is drawn anew with every answer, which takes its time.
    await block.locator('.opblock-summary-control').click();
    return execution;
  }
}

async function executionOf(response: Response): Promise<Execution> {
  const status = response.status();
  const [mediaType = ''] = ((await response.headerValue('content-type')) ?? '').split(';');
  return { status, mediaType, text: status === 204 ? '' : await response.text() };
}
