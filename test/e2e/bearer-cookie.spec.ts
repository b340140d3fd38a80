import { register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { itAnswers } from './harness/exchanges.js';
import { refreshCookie } from './harness/expected-cookies.js';
import { fault, INVALID_LOGIN, invalid, MALFORMED, missing } from './harness/expected-faults.js';
import { aToken, type Exchange, type ExpectedAnswer } from './harness/golden.js';
import { BEARER_COOKIE_TYPE, ROUTES } from './harness/routes.js';

const path = ROUTES.login;
const USER = { username: 'jane', password: 'securepassword123' };

const SUCCESS: ExpectedAnswer = {
  status: 200,
  body: { accessToken: aToken, tokenType: 'Bearer', expiresIn: 3600 },
  cookies: [refreshCookie('bearer-cookie')],
};

const REFUSALS: readonly Exchange[] = (
  [
    ['a wrong password', { ...USER, password: 'wrong' }, INVALID_LOGIN],
    ['an unknown user', { ...USER, username: 'nobody' }, INVALID_LOGIN],
    ['no username', { password: 'x' }, missing('username')],
    ['no fields', {}, missing('username', 'password')],
    ['a boolean password', { ...USER, password: true }, invalid('password')],
  ] as const
).map(([name, json, expected]) => ({
  name,
  request: { path, json },
  answer: fault(path, expected),
}));

onEachDatabase('the bearer-cookie contract, chosen by the operator', (database) => {
  const server = useServer(database, { settings: { loginContract: 'bearer-cookie' } });

  beforeAll(() => register(server(), { ...USER, email: 'jane@example.com' }));

  itAnswers(server, [
    {
      name: 'a login gets the access token, and the refresh token in the cookie alone',
      request: { path, json: USER },
      answer: {
        ...SUCCESS,
        headers: { 'content-type': expect.stringMatching(/^application\/json/) },
      },
    },
    ...REFUSALS,
    {
      name: 'malformed JSON',
      request: { path, body: '{"username":', headers: { 'content-type': 'application/json' } },
      answer: fault(path, MALFORMED),
    },
  ]);

  it('sets no header of another contract', async () => {
    const answer = await server().post(path, USER);
    expect(answer.headers).not.toHaveProperty('x-auth-token');
  });
});

onEachDatabase('the bearer-cookie contract, chosen by the client', (database) => {
  const server = useServer(database);
  const accept = { accept: BEARER_COOKIE_TYPE };

  beforeAll(() => register(server(), { ...USER, email: 'jane@example.com' }));

  itAnswers(server, [
    {
      name: 'the answer carries the type that was asked for',
      request: { path, json: USER, headers: accept },
      answer: {
        ...SUCCESS,
        headers: {
          'content-type': expect.stringContaining(BEARER_COOKIE_TYPE),
          vary: expect.stringMatching(/accept(?!-)/i),
        },
      },
    },
    ...REFUSALS.map(({ name, request, answer }) => ({
      name: `${name}: the fault omits data`,
      request: { ...request, headers: accept },
      answer,
    })),
  ]);
});
