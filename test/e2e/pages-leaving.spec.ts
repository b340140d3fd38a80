import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { testDatabases } from '../databases.js';
import { whereThereIs } from '../where-there-is.js';
import { AccountPage } from './harness/account-page.js';
import { newAccount, register } from './harness/accounts.js';
import { chromiums, launchChromium } from './harness/chromium.js';
import { useServer } from './harness/each-database.js';
import { requestLogin } from './harness/sessions.js';

const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');
const database = sqlite;

whereThereIs(chromiums, 'the pages for people who leave', (executable) => {
  jest.setTimeout(120_000);
  const server = useServer(database, { settings: { pages: true } });
  const account = newAccount('leaver');
  let browser: Browser;
  let person: AccountPage;

  beforeAll(async () => {
    browser = await launchChromium(executable);
    person = await AccountPage.open(browser, server().origin);
    await register(server(), account);
  });

  afterAll(() => browser.close());

  it('hand out a file with all that is stored of them', async () => {
    await person.visit('/account', 'Sign in');
    await person.signIn(account.username, account.password);
    await person.follow('Delete the account');
    await person.shows('Delete the account');
    expect(await person.barriers()).toEqual([]);
    const download = person.page.waitForEvent('download');
    await person.press('Download my data');
    const text = await readFile(await (await download).path(), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      format: 'portcullis-account',
      account: { username: account.username },
    });
  });

  it('say when the account will be gone, and that it can be kept', async () => {
    await person.press('Delete my account');
    await person.press('Yes, do it');
    await person.shows('Your account will be deleted');
    await person.says('Until then you can sign in and keep it.');
    expect(await person.barriers()).toEqual([]);
    const answer = await requestLogin(server(), 'token-pair', account);
    expect(answer.value('errorCode')).toBe('ACCOUNT_CLOSING');
  });

  it('let those who sign in again keep it', async () => {
    await person.visit('/account', 'Sign in');
    await person.signIn(account.username, account.password);
    await person.shows('Your account is about to be deleted');
    expect(await person.barriers()).toEqual([]);
    await person.press('Keep my account');
    await person.page.getByRole('button', { name: 'Sign out', exact: true }).waitFor();
    expect((await requestLogin(server(), 'token-pair', account)).status).toBe(200);
    expect(person.complaints).toEqual([]);
  });
});
