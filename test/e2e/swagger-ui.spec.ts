import type { OpenAPIObject } from '@nestjs/swagger';
import type { Browser, Locator } from 'playwright-core';
import { newClient } from './harness/clients.js';
import { chromiums, launchChromium } from './harness/chromium.js';
import { whereThereIs } from '../where-there-is.js';
import { useServer } from './harness/each-database.js';
import { BEARER_COOKIE_TYPE, ENVELOPE_TYPE, ROUTES } from './harness/routes.js';
import { type Execution, SwaggerPage } from './harness/swagger-page.js';
import { testDatabases } from '../databases.js';
import { nameOf, operationsOf, readDocument, responsesOf } from '../api/documentation/document.js';
import { SchemaCheck } from '../api/documentation/schema-check.js';

/** Milliseconds; a browser on a busy machine is slow, and there is no hurry. */
const PATIENCE = 240_000;

const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');

const chooseExample =
  (name: RegExp) =>
  async (block: Locator): Promise<void> => {
    const examples = block.locator('.opblock-section-request-body .examples-select select');
    const label = (await examples.locator('option').allInnerTexts()).find((it) => name.test(it));
    await examples.selectOption({ label: label ?? '' });
  };

const chooseMediaType =
  (mediaType: string) =>
  async (block: Locator): Promise<void> => {
    const choices = block.locator('.responses-wrapper .response-control-media-type select').first();
    await choices.selectOption(mediaType);
  };

/** What needs a provider, or an identity there, and meets none. */
const WITHOUT_PROVIDERS = {
  'POST /api/v1/auth/providers/{provider}/authorization': 400,
  'POST /api/v1/auth/identities': 400,
  'DELETE /api/v1/auth/identities/{id}': 404,
};

/** The example is the id of a session that no account has. */
const WITHOUT_SESSION = {
  'DELETE /api/v1/auth/sessions/{id}': 404,
  'DELETE /api/v1/users/{id}/sessions/{session}': 404,
};

/** No mail has the link of the example. */
const WITHOUT_LINK = {
  'POST /api/v1/auth/password/reset': 400,
  'POST /api/v1/auth/email/verification/confirm': 400,
};

/** The examples are no code, no challenge and no factor of the account. */
const WITHOUT_FACTOR = {
  'POST /api/v1/auth/mfa': 401,
  'POST /api/v1/auth/factors/totp': 201,
  'POST /api/v1/auth/factors/totp/confirm': 401,
  'PATCH /api/v1/auth/factors/{id}': 404,
  'DELETE /api/v1/auth/factors/{id}': 404,
  'POST /api/v1/auth/factors/recovery-codes': 404,
};

/** The logout came before: an account that has left could run no example twice. */
const WITHOUT_TOKEN = { 'DELETE /api/v1/auth/me': 401 };

/** Where an answer is not what the document says of it. */
function deviations(
  document: OpenAPIObject,
  operation: string,
  { status, mediaType, text }: Execution,
): readonly string[] {
  const described = operationsOf(document).find((each) => nameOf(each) === operation);
  const [, answer] =
    (described ? responsesOf(described) : []).find(([each]) => each === String(status)) ?? [];
  if (!answer) return [`${operation}: ${status} is not described`];
  if (!answer.content) return text === '' ? [] : [`${operation} ${status}: a body`];
  const media = answer.content[mediaType];
  if (!media) return [`${operation} ${status}: ${mediaType} is not described`];
  const body: unknown = mediaType.endsWith('json') ? JSON.parse(text) : text;
  return new SchemaCheck(document)
    .complaints(media.schema, body)
    .map((complaint) => `${operation} ${status}: ${complaint}`);
}

whereThereIs(chromiums, 'Swagger UI in a browser', (executable) => {
  jest.setTimeout(PATIENCE);
  const server = useServer(sqlite, {
    // So that the account of the examples may administer others.
    settings: { docs: true, metrics: true, mail: 'console', defaultRoles: ['user', 'admin'] },
  });
  let browser: Browser;
  let page: SwaggerPage;
  let document: OpenAPIObject;

  beforeAll(async () => {
    browser = await launchChromium(executable);
    document = await readDocument(server());
    const client = await newClient(server(), { audiences: ['orders'], scopes: ['read', 'scim'] });
    page = await SwaggerPage.open(browser, server().origin, client);
  });

  afterAll(() => browser.close());

  it('runs the prefilled examples from top to bottom, unedited', async () => {
    const operations = await page.operations();
    expect([...operations].sort()).toEqual(operationsOf(document).map(nameOf).sort());
    const statuses: Record<string, number> = {};
    const wrong: string[] = [];
    for (const operation of operations) {
      const execution = await page.execute(operation);
      statuses[operation] = execution.status;
      wrong.push(...deviations(document, operation, execution));
    }
    expect(statuses).toEqual({
      ...firstStatuses(document),
      ...WITHOUT_PROVIDERS,
      ...WITHOUT_SESSION,
      ...WITHOUT_LINK,
      ...WITHOUT_FACTOR,
      ...WITHOUT_TOKEN,
    });
    expect(wrong).toEqual([]);
  });

  it('has forgotten the tokens after the logout that came last', async () => {
    expect(await page.execute(`GET ${ROUTES.me}`)).toMatchObject({ status: 401 });
  });

  it('shows that the provider of the external example is unknown', async () => {
    const operation = `POST ${ROUTES.token}`;
    const execution = await page.execute(operation, chooseExample(/^external/));
    expect(execution).toMatchObject({
      status: 400,
      text: expect.stringContaining('UNKNOWN_PROVIDER'),
    });
    expect(deviations(document, operation, execution)).toEqual([]);
  });

  it.each([BEARER_COOKIE_TYPE, ENVELOPE_TYPE, 'application/json'])(
    'logs in as %s when that is chosen',
    async (mediaType) => {
      const operation = `POST ${ROUTES.login}`;
      const execution = await page.execute(operation, chooseMediaType(mediaType));
      expect(execution).toMatchObject({ status: 200, mediaType });
      expect(deviations(document, operation, execution)).toEqual([]);
    },
  );

  it.each([ROUTES.me, ROUTES.validate])('carries the access token over to %s', async (path) => {
    const method = path === ROUTES.me ? 'GET' : 'POST';
    expect(await page.execute(`${method} ${path}`)).toMatchObject({ status: 200 });
  });

  it('carries the refresh token over into a bare JSON string', async () => {
    const operation = `POST ${ROUTES.envelopeRefresh}`;
    const execution = await page.execute(operation, chooseExample(/^The bare token/));
    expect(execution).toMatchObject({ status: 200 });
    expect(execution.text).toContain('"refreshToken"');
  });

  it('has the width of a phone, and nothing beyond its edge', async () => {
    const phone = await browser.newPage({
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
    });
    await phone.goto(`${server().origin}/docs`);
    const login = phone.locator('#operations-Log_in-token');
    await login.locator('.opblock-summary-control').click();
    await login.locator('.responses-table').waitFor();
    expect(await phone.evaluate('[innerWidth, document.documentElement.scrollWidth]')).toEqual([
      390, 390,
    ]);
    await phone.close();
  });

  it('says what every operation may answer in a line, which opens on demand', async () => {
    const desk = await browser.newPage();
    await desk.goto(`${server().origin}/docs`);
    const login = desk.locator('#operations-Log_in-token');
    await login.locator('.opblock-summary-control').click();
    const example = login.locator('tr.response[data-code="500"] .example').first();
    const line = login.getByRole('button', { name: /^500\s*Internal Server Error/ });
    await line.waitFor();
    expect(await example.count()).toBe(0);
    await line.click();
    await example.waitFor();
    expect(await line.getAttribute('aria-expanded')).toBe('true');
    await line.click();
    expect(await example.count()).toBe(0);
    await desk.close();
  });

  it('breaks no rule of its own policy and talks to nobody else', () => {
    expect(page.complaints).toEqual([]);
    expect([...page.origins]).toEqual([server().origin]);
  });
});

/** The success that each operation describes first. */
const firstStatuses = (document: OpenAPIObject): Readonly<Record<string, number>> =>
  Object.fromEntries(
    operationsOf(document).map((operation) => [
      nameOf(operation),
      Number(responsesOf(operation)[0]?.[0]),
    ]),
  );
