import type { Browser } from 'playwright-core';
import { testDatabases } from '../databases.js';
import { whereThereIs } from '../where-there-is.js';
import { AccountPage } from './harness/account-page.js';
import { newAccount } from './harness/accounts.js';
import { AuthenticatorApp } from './harness/authenticator-app.js';
import { chromiums, launchChromium } from './harness/chromium.js';
import { useServer } from './harness/each-database.js';
import { useMailbox } from './harness/mailbox.js';
import { requestLogin } from './harness/sessions.js';

/** Milliseconds; a browser on a busy machine is slow, and there is no hurry. */
const PATIENCE = 120_000;
const MINUTE = 60;

const [sqlite] = testDatabases();
if (!sqlite) throw new Error('there is always SQLite');
const database = sqlite;

whereThereIs(chromiums, 'the pages for people', (executable) => {
  jest.setTimeout(PATIENCE);
  const mailbox = useMailbox();
  const server = useServer(database, {}, () => ({ ...mailbox().settings, pages: true }));
  const account = newAccount('person');
  const hello = `Hello, ${account.displayName ?? ''}`;
  let password = account.password;
  let browser: Browser;
  let person: AccountPage;
  let app: AuthenticatorApp;
  let codes: readonly string[];

  beforeAll(async () => {
    browser = await launchChromium(executable);
    person = await AccountPage.open(browser, server().origin);
  });

  afterAll(() => browser.close());

  async function hasNoBarriers(): Promise<void> {
    expect(await person.barriers()).toEqual([]);
  }

  const signIn = (by = person): Promise<void> => by.signIn(account.username, password);

  async function signOut(): Promise<void> {
    await person.press('Sign out');
    await person.shows('Sign in');
  }

  it('says at its field what is wrong with a registration, and brings the person there', async () => {
    await person.visit('/account', 'Sign in');
    await hasNoBarriers();
    await person.follow('Create an account');
    await person.shows('Create an account');
    expect(await person.page.title()).toBe('Create an account – Portcullis');
    await person.fill({
      Username: account.username,
      'Email address': account.email,
      Password: 'password',
    });
    await person.press('Create an account');
    await person.says('This password is too easy to guess.');
    const field = person.field('Password');
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.and(person.page.locator(':focus')).count()).toBe(1);
    await hasNoBarriers();
  });

  it('registers a person, who is signed in then, also after a reload', async () => {
    await person.fill({
      'Name that others see (optional)': account.displayName ?? '',
      Password: password,
    });
    await person.press('Create an account');
    await person.shows(hello);
    await person.page.reload();
    await person.shows(hello);
    await hasNoBarriers();
  });

  it('keeps no token where a script can read it', async () => {
    const kept = 'JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])';
    expect(await person.page.evaluate(kept)).toBe('[{},{},""]');
  });

  it('enrols an authenticator app, and shows the recovery codes once', async () => {
    await person.follow('Two-step sign-in');
    await person.shows('Two-step sign-in');
    await hasNoBarriers();
    expect(await person.page.getByRole('button', { name: 'Add a passkey' }).count()).toBe(0);
    await person.press('Add an authenticator app');
    await person.shows('Set up an authenticator app');
    await hasNoBarriers();
    await person.page.getByRole('img', { name: 'QR code for the authenticator app' }).waitFor();
    const width = "document.querySelector('main img').naturalWidth";
    expect(await person.page.evaluate(width)).toBeGreaterThan(0);
    const key = await person.page.locator('.key code').innerText();
    app = new AuthenticatorApp(key.replace(/\s/g, ''), server().clock);

    await person.fill({ Code: app.wrongCode() });
    await person.press('Confirm');
    await person.says('The code is wrong, was used, or came too late.');
    await person.fill({ Code: app.code() });
    await person.press('Confirm');
    await person.shows('Recovery codes');
    codes = await person.page.locator('.codes li').allInnerTexts();
    expect(codes).toHaveLength(10);
    await hasNoBarriers();
    await person.press('I have kept them');
    await person.says('10 codes are left.');
    await person.page.reload();
    await person.says('10 codes are left.');
    expect(await person.page.content()).not.toContain(codes[0]);
  });

  it('asks for the code of the app at the next login', async () => {
    server().clock.advance(MINUTE);
    await signOut();
    await signIn();
    await person.shows('Second step');
    await hasNoBarriers();
    await person.fill({ Code: app.code() });
    await person.press('Confirm');
    // Who signs in is where they wanted to go.
    await person.shows(hello);
  });

  it('takes a recovery code in its place', async () => {
    await signOut();
    await signIn();
    await person.shows('Second step');
    await person.press('Use a recovery code');
    await hasNoBarriers();
    await person.fill({ 'Recovery code': codes[0] ?? '' });
    await person.press('Confirm');
    await person.shows(hello);
    await person.follow('Two-step sign-in');
    await person.says('9 codes are left.');
  });

  it('renames a factor after a fresh proof, for which it asks, and repeats what was asked', async () => {
    server().clock.advance(6 * MINUTE);
    await person.press('Rename Authenticator app');
    await person.fill({ Name: 'My phone' });
    await person.press('Save');
    const dialog = person.page.getByRole('dialog', { name: 'Show that it is you' });
    await dialog.waitFor();
    await hasNoBarriers();
    await person.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    await person.press('Save');
    await person.fill({ Code: app.code() });
    await person.press('Confirm');
    await person.page.getByRole('heading', { name: 'My phone' }).waitFor();
    await person.says('The name is changed.');
  });

  it('makes new recovery codes for who is sure', async () => {
    await person.press('Make new codes');
    expect(await person.page.locator(':focus').innerText()).toBe('No');
    await hasNoBarriers();
    await person.press('No');
    expect(await person.page.locator(':focus').innerText()).toBe('Make new codes');
    await person.press('Make new codes');
    await person.press('Yes, do it');
    await person.shows('Recovery codes');
    const next = await person.page.locator('.codes li').allInnerTexts();
    expect(next.filter((code) => codes.includes(code))).toEqual([]);
    await person.press('I have kept them');
    await person.says('10 codes are left.');
  });

  it('changes the password, which ends the other sessions', async () => {
    await person.follow('Password');
    await person.shows('Password');
    await hasNoBarriers();
    const next = 'a-new-and-longer-password';
    await person.fill({ 'Current password': 'not-the-password', 'New password': next });
    await person.press('Change');
    await person.says('The password is wrong.');
    await person.fill({ 'Current password': password, 'New password': next });
    await person.press('Change');
    await person.says('Your password is changed.');
    expect(await person.field('New password').inputValue()).toBe('');
    password = next;
  });

  it('lists the sessions, and ends another one', async () => {
    server().clock.advance(MINUTE);
    const second = await AccountPage.open(browser, server().origin);
    await second.visit('/account/activity', 'Sign in');
    await signIn(second);
    await second.fill({ Code: app.code() });
    await second.press('Confirm');
    await second.shows('Activity');
    await second.says('Second factor shown');

    await person.follow('Sessions');
    await person.shows('Sessions');
    await hasNoBarriers();
    await person.says('This device');
    await person.page.getByRole('button', { name: /^End the session on / }).click();
    await person.says('The session is ended.');
    await second.page.reload();
    await second.shows('Sign in');
    await second.close();
  });

  it('shows what happened', async () => {
    await person.follow('Activity');
    await person.shows('Activity');
    await person.says('Password changed');
    await hasNoBarriers();
    await person.press('Show more');
    await person.says('Account created');
  });

  it('verifies the address by the code of a mail', async () => {
    await person.follow('Email address');
    await person.shows('Email address');
    await hasNoBarriers();
    await person.press('Confirm this address');
    await person.shows('Confirm your email address');
    const { code } = await mailbox().nth(account.email, 2);
    await person.fill({ Code: code });
    await person.press('Confirm');
    await person.says('Your email address is confirmed.');
  });

  it('brings a person who goes to another page by keyboard to its heading', async () => {
    await person.page.getByRole('link', { name: 'Sessions' }).first().press('Enter');
    await person.shows('Sessions');
    expect(await person.page.locator(':focus').innerText()).toBe('Sessions');
    await person.page.goBack();
    await person.shows('Email address');
  });

  it('sets another password by the link of a mail, whose token is not in the address', async () => {
    await signOut();
    await person.follow('Forgot your password?');
    await person.shows('Forgot your password?');
    await hasNoBarriers();
    await person.fill({ 'Email address': account.email });
    await person.press('Send the link');
    await person.shows('Choose a new password');
    await hasNoBarriers();
    const { link, token } = await mailbox().nth(account.email, 3);
    const { pathname, hash } = new URL(link);
    expect([pathname, hash]).toEqual(['/account/reset', `#token=${token}`]);

    await person.visit(pathname + hash, 'Choose a new password');
    expect(person.page.url()).toBe(`${server().origin}/account/reset`);
    await hasNoBarriers();
    password = 'yet-another-long-password';
    await person.fill({ 'New password': password });
    await person.press('Save');
    await person.says('Your password is changed.');
    // The factor is there still.
    const { username } = account;
    const answer = await requestLogin(server(), 'token-pair', { username, password });
    expect(answer.value('errorCode')).toBe('MFA_REQUIRED');

    await person.visit('/account/reset', 'Choose a new password');
    await person.says('Open the link in the mail that you got');
    await person.visit('/account/verify#token=of-no-mail', 'Confirm your email address');
    await person.press('Confirm');
    await person.says('The link or code is wrong, too old or used.');
    await hasNoBarriers();
  });

  it('speaks German to who reads German', async () => {
    const german = await AccountPage.open(browser, server().origin, { locale: 'de-AT' });
    await german.visit('/account/register', 'Konto anlegen');
    expect(await german.page.getAttribute('html', 'lang')).toBe('de');
    await german.press('Konto anlegen');
    await german.says('Bitte füllen Sie dieses Feld aus.');
    expect(await german.barriers()).toEqual([]);
    await german.close();
  });

  it('has the width of a phone, and nothing beyond its edge', async () => {
    const viewport = { width: 390, height: 844 };
    const phone = await AccountPage.open(browser, server().origin, { viewport, isMobile: true });
    await phone.visit('/account/register', 'Create an account');
    expect(await phone.page.evaluate('[innerWidth, document.documentElement.scrollWidth]')).toEqual(
      [390, 390],
    );
    await phone.close();
  });

  it('breaks no rule of its own policy and talks to no other host', () => {
    expect(person.complaints).toEqual([]);
    expect([...person.origins]).toEqual([server().origin]);
  });
});
