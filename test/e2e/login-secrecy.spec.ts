import { Users } from '../../src/users/users.js';
import { type Account, newAccount, register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { decode } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import { CONTRACTS, login, requestLogin } from './harness/sessions.js';
import { without } from './harness/without.js';

/** All a stranger could compare, but what changes with every request. */
function visible(answer: Answer): object {
  const body = answer.text.replace(/"timestamp":"[^"]*"/, '');
  return { status: answer.status, body, headers: without(answer.headers, 'date', 'x-request-id') };
}

onEachDatabase('a refused login', (database) => {
  const server = useServer(database);
  const known: Account = newAccount('known');
  const disabled: Account = newAccount('disabled');

  beforeAll(async () => {
    await register(server(), known);
    await register(server(), disabled);
    const { accessToken } = await login(server(), 'token-pair', disabled);
    const uid = String(decode(accessToken).claims.uid);
    await server().resolve(Users).setDisabledAt(uid, server().clock.now());
  });

  it.each(CONTRACTS)('tells nobody at the %s door whether the user exists', async (contract) => {
    const tries = [
      { username: known.username, password: 'wrong' },
      { username: 'nobody', password: known.password },
      { username: 'im/possible', password: known.password },
      { username: disabled.username, password: disabled.password },
      { username: disabled.username, password: 'wrong' },
    ];
    const answers = await Promise.all(
      tries.map((credentials) => requestLogin(server(), contract, credentials)),
    );
    const [first, ...others] = answers.map(visible);
    expect(first).toMatchObject({ status: 401 });
    for (const other of others) expect(other).toEqual(first);
  });

  it('reads no credentials from the query string', async () => {
    const query = `?username=${known.username}&password=${known.password}`;
    for (const path of [ROUTES.token, ROUTES.login, ROUTES.flagLogin]) {
      for (const request of [{}, { json: {} }, { json: { username: known.username } }]) {
        const answer = await server().send({ path: path + query, ...request });
        expect(answer.status).toBe(400);
        expect(answer.text).not.toContain(known.password);
      }
    }
  });

  it('is no login: the right password with a wrong body opens no session', async () => {
    const { username, password } = known;
    const answer = await server().post(ROUTES.token, { username, password, provider: 'google' });
    expect(answer.status).toBe(400);
    expect(answer.cookies).toEqual([]);
  });
});
