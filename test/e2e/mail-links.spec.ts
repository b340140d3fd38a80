import { newAccount, register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { useMailbox } from './harness/mailbox.js';
import { ROUTES } from './harness/routes.js';
import { login } from './harness/sessions.js';

const NEW_PASSWORD = 'another-long-and-new-password';

onEachDatabase('the link of a mail', (database) => {
  const mailbox = useMailbox();
  const server = useServer(database, {}, () => ({ ...mailbox().settings, pages: true }));

  const reset = (fields: Record<string, string>, headers = {}): Promise<Answer> =>
    server().post(ROUTES.passwordReset, fields, headers);

  async function asked() {
    const account = await register(server(), newAccount('linked'));
    await server().post(ROUTES.forgottenPassword, { email: account.email });
    return { account, mail: await mailbox().nth(account.email, 1) };
  }

  it('leads to a page of this server, with a token that no server is sent', async () => {
    const { mail } = await asked();
    const { pathname, search, hash } = new URL(mail.link);
    expect([search, hash]).toEqual(['', `#token=${mail.token}`]);
    const page = await server().get(pathname);
    expect([page.status, page.header('cache-control')]).toEqual([200, 'no-store']);
    expect(page.header('referrer-policy')).toBe('no-referrer');
  });

  it('is good after a scanner has fetched it twice by GET and HEAD', async () => {
    const { mail, account } = await asked();
    const { pathname } = new URL(mail.link);
    for (const method of ['GET', 'HEAD', 'GET', 'HEAD']) {
      // A scanner may send what browsers keep to themselves.
      const path = `${pathname}?token=${mail.token}`;
      const { status, headers } = await server().send({ method, path });
      expect({ status, cookie: headers['set-cookie'] }).toEqual({ status: 200, cookie: undefined });
      const api = { method, path: `${ROUTES.passwordReset}?token=${mail.token}` };
      expect((await server().send(api)).status).toBe(405);
    }
    expect((await reset({ token: mail.token, password: NEW_PASSWORD })).status).toBe(200);
    await login(server(), 'token-pair', { ...account, password: NEW_PASSWORD });
  });

  it('says at a second click of the same browser that it is done, and to others that it is not good', async () => {
    const { mail } = await asked();
    const fields = { token: mail.token, password: NEW_PASSWORD };
    const first = await reset(fields);
    const cookie = `followed_link=${first.cookie('followed_link')}`;
    const second = await reset(fields, { cookie });
    expect([second.status, second.value('outcome')]).toEqual([200, 'changed-already']);
    const other = await reset(fields);
    expect([other.status, other.value('errorCode')]).toEqual([400, 'INVALID_LINK']);
  });

  it('lets another password be chosen where the first is weak', async () => {
    const { mail } = await asked();
    const weak = await reset({ token: mail.token, password: 'password123' });
    expect([weak.status, weak.value('errorCode')]).toEqual([400, 'WEAK_PASSWORD']);
    expect((await reset({ token: mail.token, password: NEW_PASSWORD })).status).toBe(200);
  });
});

onEachDatabase('a server that sends no mail', (database) => {
  const server = useServer(database);

  it.each([ROUTES.forgottenPassword, ROUTES.passwordReset, ROUTES.email])(
    'has nothing at %s',
    async (path) => {
      const { status } = await server().send({ path, json: {} });
      expect(status).toBe(404);
    },
  );
});
