import { Users } from '../../src/users/users.js';
import { type Account, newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { fault, INVALID_TOKEN } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { decode } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import {
  bearer,
  login,
  type OpenSession,
  refreshByBody,
  refreshByCookie,
  validation,
} from './harness/sessions.js';
import { setRoles } from './harness/user-rows.js';

onEachDatabase('a refresh reads the user', (database) => {
  const server = useServer(database);

  async function newcomer(): Promise<Account & OpenSession> {
    const account = await register(server(), newAccount('member'));
    return { ...account, ...(await login(server(), 'token-pair', account)) };
  }

  const setDisabledAt = (accessToken: string, moment: number | null): Promise<void> =>
    server()
      .resolve(Users)
      .setDisabledAt(String(decode(accessToken).claims.uid), moment);

  it("puts today's roles into the new access token", async () => {
    const member = await newcomer();
    await setRoles(server(), member.username, ['user', 'admin']);
    const answer = await refreshByBody(server(), member.refreshToken);
    expect(decode(answer.string('accessToken')).claims.roles).toEqual(['user', 'admin']);
  });

  it('refuses a disabled user and closes the session for good', async () => {
    const member = await newcomer();
    await setDisabledAt(member.accessToken, server().clock.now());
    expectAnswer(
      await refreshByCookie(server(), member.refreshToken),
      fault(ROUTES.refresh, INVALID_TOKEN),
    );
    expect(await validation(server(), member.accessToken)).toBe(401);
    await setDisabledAt(member.accessToken, null);
    expect((await refreshByCookie(server(), member.refreshToken)).status).toBe(401);
    expect((await server().post(ROUTES.token, member)).status).toBe(200);
  });

  it('leaves the previous access token valid', async () => {
    const member = await newcomer();
    await refreshByBody(server(), member.refreshToken);
    expect(await validation(server(), member.accessToken)).toBe(200);
    expect((await server().get(ROUTES.me, bearer(member.accessToken))).status).toBe(200);
  });
});
