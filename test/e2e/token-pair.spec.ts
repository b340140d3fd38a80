import { newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { itAnswers } from './harness/exchanges.js';
import { refreshCookie } from './harness/expected-cookies.js';
import {
  fault,
  INVALID_CREDENTIALS,
  invalid,
  MALFORMED,
  missing,
} from './harness/expected-faults.js';
import { aToken, type Exchange } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';
import { login } from './harness/sessions.js';

const path = ROUTES.token;
/** The document's own example. */
const EXAMPLE = { username: 'user.name@example.com', password: 'securepassword123' };

const refused = (name: string, json: unknown, expected: Parameters<typeof fault>[1]): Exchange => ({
  name,
  request: { path, json },
  answer: fault(path, expected),
});

const EXCHANGES: readonly Exchange[] = [
  {
    name: "the document's example gets both tokens, the cookie and the header",
    request: { path, json: EXAMPLE },
    answer: {
      status: 200,
      body: { accessToken: aToken, refreshToken: aToken },
      cookies: [refreshCookie('token-pair')],
      headers: {
        'x-auth-token': aToken,
        'content-type': expect.stringMatching(/^application\/json/),
      },
    },
  },
  {
    name: 'unknown fields are ignored',
    request: { path, json: { ...EXAMPLE, grant_type: 'password', remember: { me: true } } },
    answer: {
      status: 200,
      body: { accessToken: aToken, refreshToken: aToken },
      cookies: [refreshCookie('token-pair')],
    },
  },
  refused('a wrong password', { ...EXAMPLE, password: 'wrong' }, INVALID_CREDENTIALS),
  refused('an unknown user', { ...EXAMPLE, username: 'nobody' }, INVALID_CREDENTIALS),
  refused('an impossible name', { ...EXAMPLE, username: 'no such/name' }, INVALID_CREDENTIALS),
  refused('no fields', {}, missing('username', 'password')),
  refused('no username', { password: 'x' }, missing('username')),
  refused('no password', { username: 'x' }, missing('password')),
  refused('empty fields', { username: '', password: '' }, missing('username', 'password')),
  refused('a numeric username', { ...EXAMPLE, username: 42 }, invalid('username')),
  refused('a nested password', { ...EXAMPLE, password: { $ne: '' } }, invalid('password')),
  refused('a list of names', { ...EXAMPLE, username: ['x'] }, invalid('username')),
  refused('257 letters of name', { ...EXAMPLE, username: 'a'.repeat(257) }, invalid('username')),
  refused(
    '1,025 letters of password',
    { ...EXAMPLE, password: 'a'.repeat(1025) },
    invalid('password'),
  ),
  refused(
    'the greatest lengths, counted in code points, reach the credentials',
    { username: '𝒳'.repeat(256), password: '𝒳'.repeat(1024) },
    INVALID_CREDENTIALS,
  ),
  refused(
    'both kinds of fields in one body',
    { ...EXAMPLE, provider: 'google', authCode: 'x' },
    MALFORMED,
  ),
  refused('a password beside a provider', { provider: 'google', password: 'x' }, MALFORMED),
  refused('a username beside a code', { authCode: 'x', username: 'x' }, MALFORMED),
];

onEachDatabase('the token-pair contract', (database) => {
  const server = useServer(database);

  beforeAll(() => register(server(), { ...EXAMPLE, email: EXAMPLE.username }));

  itAnswers(server, EXCHANGES);

  it('gives the same tokens in body, cookie and header', async () => {
    const answer = await server().post(path, EXAMPLE);
    expect(answer.header('x-auth-token')).toBe(answer.string('accessToken'));
    expect(answer.cookie('refresh_token')).toBe(answer.string('refreshToken'));
  });

  it('gives every login a session of its own', async () => {
    const account = await register(server(), newAccount());
    const one = await login(server(), 'token-pair', account);
    const other = await login(server(), 'token-pair', account);
    expect(one.refreshToken).not.toBe(other.refreshToken);
  });
});
