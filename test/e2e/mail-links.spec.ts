import { newAccount, register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { useMailbox } from './harness/mailbox.js';
import { ROUTES } from './harness/routes.js';
import { login } from './harness/sessions.js';

const NEW_PASSWORD = 'another-long-and-new-password';
const PAGE = '/account/reset-password';

onEachDatabase('the link of a mail', (database) => {
  const mailbox = useMailbox();
  const server = useServer(database, {}, () => mailbox().settings);

  const press = (fields: Record<string, string>, headers = {}): Promise<Answer> =>
    server().send({
      path: PAGE,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });

  async function asked() {
    const account = await register(server(), newAccount('linked'));
    await server().post(ROUTES.forgottenPassword, { email: account.email });
    const mail = await mailbox().nth(account.email, 1);
    const { pathname, search } = new URL(mail.link);
    return { account, mail, path: `${pathname}${search}` };
  }

  it('leads to a page of this server, which no frame shows and no cache keeps', async () => {
    const { path, mail } = await asked();
    const page = await server().get(path);
    expect(page.status).toBe(200);
    expect(page.header('content-type')).toBe('text/html; charset=utf-8');
    expect(page.header('cache-control')).toBe('no-store');
    expect(page.header('referrer-policy')).toBe('no-referrer');
    expect(page.header('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(page.text).toContain(`value="${mail.token}"`);
  });

  it('is good after a scanner has fetched it twice by GET and HEAD', async () => {
    const { path, mail, account } = await asked();
    for (const method of ['GET', 'HEAD', 'GET', 'HEAD']) {
      const { status, headers } = await server().send({ method, path });
      expect({ status, cookie: headers['set-cookie'] }).toEqual({ status: 200, cookie: undefined });
    }
    for (const method of ['GET', 'HEAD']) {
      const api = { method, path: `${ROUTES.passwordReset}?token=${mail.token}` };
      expect((await server().send(api)).status).toBe(405);
    }
    const done = await press({ token: mail.token, password: NEW_PASSWORD });
    expect(done.status).toBe(200);
    expect(done.text).toContain('Your password is changed.');
    await login(server(), 'token-pair', { ...account, password: NEW_PASSWORD });
  });

  it('says at a second click of the same browser that it is done, and to others that it is not good', async () => {
    const { mail } = await asked();
    const fields = { token: mail.token, password: NEW_PASSWORD };
    const first = await press(fields);
    const cookie = `followed_link=${first.cookie('followed_link')}`;
    const second = await press(fields, { cookie });
    expect([second.status, second.text]).toEqual([200, expect.stringContaining('done already')]);
    const other = await press(fields);
    expect([other.status, other.text]).toEqual([400, expect.stringContaining('no good any more')]);
    expect(other.text).not.toContain('<form');
  });

  it('lets another password be typed where the first is weak', async () => {
    const { mail } = await asked();
    const weak = await press({ token: mail.token, password: 'password123' });
    expect([weak.status, weak.text]).toEqual([400, expect.stringContaining('<form')]);
    expect((await press({ token: mail.token, password: NEW_PASSWORD })).status).toBe(200);
  });

  it('shows what it is given as text', async () => {
    const page = await server().get(`${PAGE}?token=%22%3E%3Cscript%3E`);
    expect(page.text).not.toContain('<script');
    const german = await server().get(PAGE, { 'accept-language': 'de' });
    expect(german.text).toContain('<html lang="de">');
  });

  it('is sent as a form and as nothing else', async () => {
    const answer = await server().post(PAGE, { token: 'x' });
    expect([answer.status, answer.value('errorCode')]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  });
});

onEachDatabase('a server that sends no mail', (database) => {
  const server = useServer(database);

  it.each([ROUTES.forgottenPassword, ROUTES.passwordReset, ROUTES.email, PAGE])(
    'has nothing at %s',
    async (path) => {
      const { status } = await server().send({ path, json: {} });
      expect([404, 415]).toContain(status);
    },
  );
});
