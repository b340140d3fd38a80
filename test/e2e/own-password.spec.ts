import { register } from './harness/accounts.js';
import { codeOf, eventsOf, idOf } from './harness/administration.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { useMailbox } from './harness/mailbox.js';
import { ROUTES } from './harness/routes.js';
import { MINUTE } from './harness/test-clock.js';
import { bearer, login, requestLogin, validation } from './harness/sessions.js';

const NEW_PASSWORD = 'another-long-and-new-password';

onEachDatabase('a password that its owner changes', (database) => {
  const mailbox = useMailbox();
  const server = useServer(database, {}, () => mailbox().settings);

  const change = (token: string, currentPassword: string, newPassword: string): Promise<Answer> =>
    server().post(ROUTES.password, { currentPassword, newPassword }, bearer(token));

  it('is another one from then on, in the session that asked and in no other', async () => {
    const account = await register(server());
    const session = await login(server(), 'token-pair', account);
    const other = await login(server(), 'token-pair', account);
    const answer = await change(session.accessToken, account.password, NEW_PASSWORD);
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(await validation(server(), session.accessToken)).toBe(200);
    expect(await validation(server(), other.accessToken)).toBe(401);
    expect((await requestLogin(server(), 'token-pair', account)).status).toBe(401);
    await login(server(), 'token-pair', { ...account, password: NEW_PASSWORD });
    expect((await mailbox().nth(account.email, 1)).header('Subject')).toContain('has changed');
    const events = await eventsOf(server(), await idOf(server(), account.username));
    expect(events.map(({ type }) => type)).toContain('password-changed');
  });

  it('asks for the one there is, and counts guesses at it', async () => {
    const account = await register(server());
    const { accessToken } = await login(server(), 'token-pair', account);
    const wrong = await change(accessToken, 'not-the-password', NEW_PASSWORD);
    expect(codeOf(wrong)).toEqual([401, 'INVALID_CREDENTIALS']);
    let answer = wrong;
    for (let n = 0; n < 20; n += 1) answer = await change(accessToken, 'not-it', NEW_PASSWORD);
    expect(codeOf(answer)).toEqual([429, 'TOO_MANY_REQUESTS']);
  });

  it('is no weak one, and is asked for by a token', async () => {
    const account = await register(server());
    const { accessToken } = await login(server(), 'token-pair', account);
    const weak = await change(accessToken, account.password, 'password123');
    expect(codeOf(weak)).toEqual([400, 'WEAK_PASSWORD']);
    const body = { currentPassword: account.password, newPassword: NEW_PASSWORD };
    expect(codeOf(await server().post(ROUTES.password, body))).toEqual([401, 'INVALID_TOKEN']);
    expect(codeOf(await server().post(ROUTES.password, {}))).toEqual([400, 'VALIDATION_FAILED']);
  });

  it('is not changed by who has a token and the password alone, five minutes after the login', async () => {
    const account = await register(server());
    const { accessToken } = await login(server(), 'token-pair', account);
    server().clock.advance(5 * MINUTE);
    const answer = await change(accessToken, account.password, NEW_PASSWORD);
    expect(codeOf(answer)).toEqual([401, 'INSUFFICIENT_AUTHENTICATION']);
    await login(server(), 'token-pair', account);
  });
});

onEachDatabase('a password that is changed where no mail is sent', (database) => {
  const server = useServer(database);

  it('is changed all the same', async () => {
    const account = await register(server());
    const { accessToken } = await login(server(), 'token-pair', account);
    const body = { currentPassword: account.password, newPassword: NEW_PASSWORD };
    expect((await server().post(ROUTES.password, body, bearer(accessToken))).status).toBe(204);
  });
});
