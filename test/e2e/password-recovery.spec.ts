import { DataSource } from 'typeorm';
import { type Account, newAccount, register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { eventsOf, idOf } from './harness/administration.js';
import { databaseDump } from './harness/database-dump.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { eventually } from './harness/eventually.js';
import { type ReceivedMail, useMailbox } from './harness/mailbox.js';
import { ROUTES } from './harness/routes.js';
import { login, requestLogin, validation } from './harness/sessions.js';
import { HOUR, MINUTE } from './harness/test-clock.js';
import { without } from './harness/without.js';

const NEW_PASSWORD = 'another-long-and-new-password';

onEachDatabase('a forgotten password', (database) => {
  const mailbox = useMailbox();
  const server = useServer(database, {}, () => mailbox().settings);

  const forgot = (email: string, headers = {}): Promise<Answer> =>
    server().post(ROUTES.forgottenPassword, { email }, headers);
  const reset = (body: object, headers = {}): Promise<Answer> =>
    server().post(ROUTES.passwordReset, { password: NEW_PASSWORD, ...body }, headers);
  const quiet = (): Promise<void> =>
    eventually(async () => {
      const rows = await server().resolve(DataSource).query<unknown[]>('SELECT id FROM mails');
      return rows.length === 0;
    });

  async function asked(account: Account): Promise<{ mail: ReceivedMail; requestId: string }> {
    const before = mailbox().of(account.email).length;
    const requestId = (await forgot(account.email)).string('requestId');
    return { mail: await mailbox().nth(account.email, before + 1), requestId };
  }

  it('is replaced by the link of a mail, which ends every session', async () => {
    const account = await register(server());
    const session = await login(server(), 'token-pair', account);
    const { mail } = await asked(account);
    const { status, body } = await reset({ token: mail.token });
    expect({ status, body }).toEqual({ status: 200, body: { outcome: 'changed' } });
    expect(await validation(server(), session.accessToken)).toBe(401);
    expect((await requestLogin(server(), 'token-pair', account)).status).toBe(401);
    await login(server(), 'token-pair', { ...account, password: NEW_PASSWORD });
  });

  it('is told of by another mail', async () => {
    const account = await register(server());
    const { mail } = await asked(account);
    await reset({ token: mail.token });
    const notice = await mailbox().nth(account.email, 2);
    expect(notice.header('Subject')).toContain('has changed');
    expect(notice.words).not.toContain('token=');
  });

  it('is replaced by the code of the mail, for the client that asked', async () => {
    const account = await register(server());
    const { mail, requestId } = await asked(account);
    const other = (await forgot('nothing@example.com')).string('requestId');
    expect((await reset({ requestId: other, code: mail.code })).status).toBe(400);
    const typed = `${mail.code.slice(0, 4)} ${mail.code.slice(4)}`;
    expect((await reset({ requestId, code: typed })).status).toBe(200);
  });

  it('refuses the sixth guess at the code of a request, however many come at once', async () => {
    const account = await register(server());
    const { mail, requestId } = await asked(account);
    const wrong = mail.code === '00000000' ? '11111111' : '00000000';
    const guesses = await Promise.all(
      Array.from({ length: 8 }, () => reset({ requestId, code: wrong })),
    );
    expect(new Set(guesses.map(({ status }) => status))).toEqual(new Set([400]));
    expect((await reset({ requestId, code: mail.code })).value('errorCode')).toBe('INVALID_LINK');
    expect((await reset({ token: mail.token })).status).toBe(200);
  });

  it('is replaced once; the same browser is told that it is done, and no other', async () => {
    const account = await register(server());
    const { mail } = await asked(account);
    const first = await reset({ token: mail.token });
    const cookie = `followed_link=${first.cookie('followed_link')}`;
    const second = await reset(
      { token: mail.token, password: 'a-third-long-password' },
      { cookie },
    );
    expect(second.body).toEqual({ outcome: 'changed-already' });
    expect((await reset({ token: mail.token })).value('errorCode')).toBe('INVALID_LINK');
    await login(server(), 'token-pair', { ...account, password: NEW_PASSWORD });
  });

  it('is not replaced by a weak one, which does not use the link up', async () => {
    const account = await register(server());
    const { mail } = await asked(account);
    const weak = await reset({ token: mail.token, password: account.username });
    expect(weak.value('errorCode')).toBe('WEAK_PASSWORD');
    expect((await reset({ token: mail.token })).status).toBe(200);
  });

  it('makes every other link for it useless', async () => {
    const account = await register(server());
    const { mail: first } = await asked(account);
    const { mail: second } = await asked(account);
    expect((await reset({ token: second.token })).status).toBe(200);
    expect((await reset({ token: first.token })).status).toBe(400);
  });

  it('is not replaced when half an hour has gone by', async () => {
    const account = await register(server());
    const { mail } = await asked(account);
    server().clock.advance(31 * MINUTE);
    expect((await reset({ token: mail.token })).value('errorCode')).toBe('INVALID_LINK');
  });

  it('is not replaced once the account has another address', async () => {
    const account = await register(server());
    const { mail } = await asked(account);
    await server()
      .resolve(DataSource)
      .query("UPDATE users SET email = 'other@example.com' WHERE username = ?", [account.username]);
    expect((await reset({ token: mail.token })).status).toBe(400);
  });

  it('is answered alike for known and unknown addresses', async () => {
    const account = await register(server());
    const answers = [await forgot(account.email), await forgot('unknown@example.com')];
    const [known, unknown] = answers.map(({ status, headers, body }) => ({
      status,
      headers: without(headers, 'date', 'x-request-id'),
      body: { ...Object(body), requestId: expect.stringMatching(/^[\w-]{43}$/) },
    }));
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    expect(unknown).toEqual(known);
    expect(new Set(answers.map(({ text }) => text.length)).size).toBe(1);
    await quiet();
    expect(mailbox().of('unknown@example.com')).toEqual([]);
  });

  it('sends no mail for an account that is disabled', async () => {
    const account = await register(server());
    await server()
      .resolve(DataSource)
      .query('UPDATE users SET disabled_at = 1 WHERE username = ?', [account.username]);
    await forgot(account.email);
    await quiet();
    expect(mailbox().of(account.email)).toEqual([]);
  });

  it('sends ten mails in the life of a link, and more afterwards', async () => {
    const account = await register(server());
    for (const wave of [10, 3]) {
      for (let n = 0; n < wave; n += 1) await forgot(account.email);
      await quiet();
    }
    expect(mailbox().of(account.email)).toHaveLength(10);
    // The owner has a link all the same.
    const [mail] = mailbox().of(account.email).slice(-1);
    expect((await reset({ token: mail?.token })).status).toBe(200);
    server().clock.advance(HOUR);
    await asked(account);
  });

  it('speaks the language of the browser that asked', async () => {
    const account = await register(server(), { ...newAccount(), displayName: 'Jörg <b>' });
    await forgot(account.email, { 'accept-language': 'fr, de-AT;q=0.8, en;q=0.5' });
    const mail = await mailbox().nth(account.email, 1);
    expect(mail.words).toContain('Guten Tag Jörg <b>,');
    expect(mail.words).toContain('Jörg &lt;b&gt;');
    expect(mail.header('Content-Language')).toBe('de');
  });

  it('is written down, with what was asked for', async () => {
    const account = await register(server());
    const { mail } = await asked(account);
    await reset({ token: mail.token });
    const events = await eventsOf(server(), await idOf(server(), account.username));
    expect(events.map(({ type }) => type)).toEqual([
      'user-registered',
      'password-reset-requested',
      'password-reset',
      'session-revoked',
    ]);
  });

  it('leaves neither link nor code in the database', async () => {
    const account = await register(server());
    const { mail, requestId } = await asked(account);
    const dump = await databaseDump(server().databaseUrl);
    for (const secret of [mail.token, mail.code, requestId]) expect(dump).not.toContain(secret);
  });

  it.each([{}, { email: 'nonsense' }, { email: 'a@b.example\r\nBcc: c@d.example' }, { email: 1 }])(
    'is not asked for by %j',
    async (json) => {
      const answer = await server().post(ROUTES.forgottenPassword, json);
      expect([answer.status, answer.value('errorCode')]).toEqual([400, 'VALIDATION_FAILED']);
    },
  );
});
