import { DataSource } from 'typeorm';
import { type Account, newAccount, register } from './harness/accounts.js';
import { codeOf, eventsOf, idOf } from './harness/administration.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { eventually } from './harness/eventually.js';
import { useMailbox } from './harness/mailbox.js';
import { ROUTES } from './harness/routes.js';
import { MINUTE } from './harness/test-clock.js';
import { bearer, login, requestLogin } from './harness/sessions.js';

onEachDatabase('the mail address of an account', (database) => {
  const mailbox = useMailbox();
  const server = useServer(database, {}, () => mailbox().settings);

  const confirm = (body: object, headers = {}): Promise<Answer> =>
    server().post(ROUTES.emailConfirmation, body, headers);
  const quiet = (): Promise<void> =>
    eventually(async () => {
      const rows = await server().resolve(DataSource).query<unknown[]>('SELECT id FROM mails');
      return rows.length === 0;
    });

  async function signedIn(account: Account = newAccount()) {
    await register(server(), account);
    const { accessToken } = await login(server(), 'token-pair', account);
    return { account, headers: bearer(accessToken) };
  }

  async function verified() {
    const { account, headers } = await signedIn();
    const asked = await server().post(ROUTES.emailVerification, undefined, headers);
    expect(asked.status).toBe(202);
    const mail = await mailbox().nth(account.email, 1);
    return { account, headers, mail, requestId: asked.string('requestId') };
  }

  const ask = (headers: object, email: string, currentPassword: string): Promise<Answer> =>
    server().post(ROUTES.email, { email, currentPassword }, { ...headers });
  const emailOf = async (headers: object): Promise<unknown> =>
    (await server().get(ROUTES.me, { ...headers })).value('email');

  it('is verified by the link, and stands in the place of the name at login from then on', async () => {
    const { account, mail } = await verified();
    const byAddress = { username: account.email.toUpperCase(), password: account.password };
    expect((await requestLogin(server(), 'token-pair', byAddress)).status).toBe(401);
    expect((await confirm({ token: mail.token })).body).toEqual({ outcome: 'confirmed' });
    const sameCase = { ...byAddress, username: account.email };
    expect((await requestLogin(server(), 'token-pair', sameCase)).status).toBe(200);
    const wrong = { ...sameCase, password: 'not-the-password' };
    expect(codeOf(await requestLogin(server(), 'token-pair', wrong))).toEqual([
      401,
      'INVALID_CREDENTIALS',
    ]);
  });

  it('is verified by the code, once; the client that asked is told so again', async () => {
    const { mail, requestId } = await verified();
    const body = { requestId, code: mail.code };
    expect((await confirm(body)).body).toEqual({ outcome: 'confirmed' });
    expect((await confirm(body)).body).toEqual({ outcome: 'confirmed-already' });
    expect(codeOf(await confirm({ token: mail.token }))).toEqual([400, 'INVALID_LINK']);
  });

  it('is verified by no link that is for a password', async () => {
    const account = await register(server());
    await server().post(ROUTES.forgottenPassword, { email: account.email });
    const { token } = await mailbox().nth(account.email, 1);
    expect(codeOf(await confirm({ token }))).toEqual([400, 'INVALID_LINK']);
  });

  it('is another one once that is confirmed; the old one is told', async () => {
    const { account, headers } = await signedIn();
    const email = `new.${account.email}`;
    expect((await ask(headers, email, account.password)).status).toBe(202);
    const { token } = await mailbox().nth(email, 1);
    expect(await emailOf(headers)).toBe(account.email);
    expect((await confirm({ token })).status).toBe(200);
    expect(await emailOf(headers)).toBe(email);
    const notice = await mailbox().nth(account.email, 1);
    expect(notice.words).not.toContain(email);
    const events = await eventsOf(server(), await idOf(server(), account.username));
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['email-change-requested', 'email-changed']),
    );
  });

  it('is not changed by a token alone', async () => {
    const { headers } = await signedIn();
    const answer = await ask(headers, 'thief@example.com', 'not-the-password');
    expect(codeOf(answer)).toEqual([401, 'INVALID_CREDENTIALS']);
    expect((await ask({}, 'thief@example.com', 'x')).status).toBe(401);
  });

  it('is not changed five minutes after the last proof', async () => {
    const { account, headers } = await signedIn();
    server().clock.advance(5 * MINUTE);
    const answer = await ask(headers, 'thief@example.com', account.password);
    expect(codeOf(answer)).toEqual([401, 'INSUFFICIENT_AUTHENTICATION']);
  });

  it('cannot be that of another account, which the answer does not tell', async () => {
    const other = await register(server());
    const { account, headers } = await signedIn();
    expect((await ask(headers, other.email, account.password)).status).toBe(202);
    await quiet();
    expect(mailbox().of(other.email)).toEqual([]);
  });

  it('belongs to the one who confirms it first', async () => {
    const [one, two] = [await signedIn(), await signedIn()];
    const email = `both.${one.account.email}`;
    await ask(one.headers, email, one.account.password);
    await ask(two.headers, email, two.account.password);
    const [first, second] = [await mailbox().nth(email, 1), await mailbox().nth(email, 2)];
    expect((await confirm({ token: first.token })).status).toBe(200);
    const late = await confirm({ token: second.token });
    expect(['EMAIL_TAKEN', 'INVALID_LINK']).toContain(late.value('errorCode'));
  });

  it.each([{}, { requestId: 'x' }, { code: '12345678' }, { token: 5 }])(
    'is not confirmed by %j',
    async (json) => {
      expect(codeOf(await confirm(json))).toEqual([400, 'VALIDATION_FAILED']);
    },
  );
});
