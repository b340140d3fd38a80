import { type Account, newAccount, register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { fault, INVALID_TOKEN } from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { decode, reissue } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import { bearer, login, refreshByCookie } from './harness/sessions.js';
import { SigningKey } from './harness/signing-key.js';

onEachDatabase('several refresh cookies', (database) => {
  const server = useServer(database);
  const account: Account = newAccount('collector');

  beforeAll(() => register(server(), account));

  async function open(): Promise<string> {
    const { refreshToken } = await login(server(), 'bearer-cookie', account);
    server().clock.advance(2);
    return refreshToken;
  }

  const present = (...cookies: readonly string[]): Promise<Answer> =>
    server().send({ path: ROUTES.refresh, headers: { cookie: cookies.join('; ') } });

  const claims = (answer: Answer): object => {
    const { sid, gen } = decode(answer.cookie('refresh_token')).claims;
    return { sid, gen };
  };
  const sidOf = (token: string): unknown => decode(token).claims.sid;

  it.each([
    ['the older first', (old: string, young: string) => [old, young]],
    ['the younger first', (old: string, young: string) => [young, old]],
  ])('of one name the newest login counts, %s', async (_order, arrange) => {
    const [old, young] = [await open(), await open()];
    const answer = await present(...arrange(old, young).map((token) => `refresh_token=${token}`));
    expect(claims(answer)).toEqual({ sid: sidOf(young), gen: 1 });
  });

  it.each([
    ['refresh_token', 'Auth-Refresh-Token'],
    ['Auth-Refresh-Token', 'refresh_token'],
  ])('the newest login counts, in %s or %s', async (oldName, youngName) => {
    const [old, young] = [await open(), await open()];
    const answer = await present(`${oldName}=${old}`, `${youngName}=${young}`);
    expect(claims(answer)).toEqual({ sid: sidOf(young), gen: 1 });
  });

  it('of one login the highest generation counts', async () => {
    const parent = await open();
    const successor = (await refreshByCookie(server(), parent)).cookie('refresh_token');
    const answer = await present(`refresh_token=${parent}`, `refresh_token=${successor}`);
    expect(claims(answer)).toEqual({ sid: sidOf(parent), gen: 2 });
  });

  it('cookies whose signature or life does not hold are passed over', async () => {
    const good = await open();
    const thief = SigningKey.rsa();
    const future = { auth_time: server().clock.seconds() + 30 };
    const past = { ...future, exp: server().clock.seconds() - 90 };
    const answer = await present(
      'refresh_token=nonsense',
      `refresh_token=${reissue(thief, good, { claims: future })}`,
      `Auth-Refresh-Token=${reissue(server().key, good, { claims: past })}`,
      `refresh_token=${good}`,
    );
    thief.remove();
    expect(claims(answer)).toEqual({ sid: sidOf(good), gen: 1 });
  });

  it('there is no second try when the chosen one is refused', async () => {
    const old = await open();
    const { accessToken, refreshToken } = await login(server(), 'bearer-cookie', account);
    await server().send({ path: ROUTES.logout, headers: bearer(accessToken) });
    const answer = await present(`refresh_token=${old}`, `refresh_token=${refreshToken}`);
    expectAnswer(answer, fault(ROUTES.refresh, INVALID_TOKEN));
    expect((await refreshByCookie(server(), old)).status).toBe(200);
  });

  it('nothing but bad ones is 401, and no cookie is touched', async () => {
    const answer = await present('refresh_token=nonsense', 'Auth-Refresh-Token=');
    expectAnswer(answer, fault(ROUTES.refresh, INVALID_TOKEN));
  });

  it('other cookies do not disturb', async () => {
    const answer = await present('theme=dark; a="b', `refresh_token=${await open()}`, '%zz=%zz');
    expect(answer.status).toBe(200);
  });
});
