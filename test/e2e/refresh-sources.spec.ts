import { type Account, newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { refreshCookie } from './harness/expected-cookies.js';
import {
  envelopeFault,
  fault,
  flagFault,
  INVALID_TOKEN,
  missing,
} from './harness/expected-faults.js';
import { expectAnswer } from './harness/golden.js';
import { decode } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import { cookieHeader, login, refreshByBody, refreshByCookie } from './harness/sessions.js';

const EMPTY_BODIES = [
  'application/json',
  'application/x-www-form-urlencoded',
  'text/plain',
  'multipart/form-data; boundary=x',
  'nonsense',
];

onEachDatabase('where a refresh token comes from', (database) => {
  const server = useServer(database);
  const account: Account = newAccount('carrier');
  const sidOf = (token: string): unknown => decode(token).claims.sid;
  const open = (): Promise<string> =>
    login(server(), 'bearer-cookie', account).then(({ refreshToken }) => refreshToken);

  beforeAll(() => register(server(), account));

  it('either cookie carries it', async () => {
    const headers = cookieHeader(await open(), 'Auth-Refresh-Token');
    expect((await server().send({ path: ROUTES.refresh, headers })).status).toBe(200);
  });

  it('the body counts before the cookie, which is left alone', async () => {
    const [inBody, inCookie] = [await open(), await open()];
    const answer = await server().post(
      ROUTES.refresh,
      { refreshToken: inBody },
      cookieHeader(inCookie),
    );
    expect(sidOf(answer.string('refreshToken'))).toBe(sidOf(inBody));
    expect(answer.cookies).toEqual([]);
    const untouched = await refreshByCookie(server(), inCookie);
    expect(decode(untouched.cookie('refresh_token')).claims.gen).toBe(1);
  });

  it('a cookie of the same session is renewed beside the body', async () => {
    const token = await open();
    const answer = await server().post(
      ROUTES.refresh,
      { refreshToken: token },
      cookieHeader(token),
    );
    const successor = answer.string('refreshToken');
    expect(answer.cookies).toEqual([refreshCookie('bearer-cookie', successor)]);
  });

  it.each([
    ['an empty token', { refreshToken: '' }, 400],
    ['a number', { refreshToken: 42 }, 400],
    ['an object', { refreshToken: {} }, 400],
    ['what is no token', { refreshToken: 'nonsense' }, 401],
  ])('%s in the body never falls through to the cookie', async (_name, json, status) => {
    const token = await open();
    const answer = await server().post(ROUTES.refresh, json, cookieHeader(token));
    expect(answer.status).toBe(status);
    expect(answer.cookies).toEqual([]);
    const untouched = await refreshByCookie(server(), token);
    expect(decode(untouched.cookie('refresh_token')).claims.gen).toBe(1);
  });

  it('a body without the field leaves the cookie to speak', async () => {
    const answer = await server().post(ROUTES.refresh, {}, cookieHeader(await open()));
    expect(answer.status).toBe(200);
  });

  it.each(EMPTY_BODIES)('an empty body of type %s is no body', async (type) => {
    const headers = { ...cookieHeader(await open()), 'content-type': type };
    const answer = await server().send({ path: ROUTES.refresh, headers, body: '' });
    expect(answer.status).toBe(200);
  });

  it('a bare string is read at the envelope door only', async () => {
    const token = await open();
    expect((await server().post(ROUTES.refresh, token)).status).toBe(400);
    expect((await server().post(ROUTES.flagRefresh, token)).status).toBe(400);
    expect((await server().post(ROUTES.envelopeRefresh, token)).status).toBe(200);
  });

  it('no token at all is 401 at the common door and 400 at the others', async () => {
    const at = (path: string): ReturnType<ReturnType<typeof server>['send']> =>
      server().send({ path });
    expectAnswer(await at(ROUTES.refresh), fault(ROUTES.refresh, INVALID_TOKEN));
    expectAnswer(
      await at(ROUTES.envelopeRefresh),
      envelopeFault(ROUTES.envelopeRefresh, missing('refreshToken')),
    );
    expectAnswer(await at(ROUTES.flagRefresh), flagFault(400, 'Missing refresh token'));
  });

  it('the query string carries none', async () => {
    const path = `${ROUTES.refresh}?refreshToken=${await open()}`;
    expect((await server().send({ path })).status).toBe(401);
  });

  it('an access token is refused where the refresh token belongs', async () => {
    const { accessToken } = await login(server(), 'bearer-cookie', account);
    expectAnswer(await refreshByBody(server(), accessToken), fault(ROUTES.refresh, INVALID_TOKEN));
    expectAnswer(
      await refreshByCookie(server(), accessToken),
      fault(ROUTES.refresh, INVALID_TOKEN),
    );
  });
});
