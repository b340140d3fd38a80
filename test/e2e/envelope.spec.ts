import { register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { itAnswers } from './harness/exchanges.js';
import {
  envelopeFault,
  INVALID_LOGIN,
  INVALID_TOKEN,
  MALFORMED,
  missing,
  USERNAME_TAKEN,
} from './harness/expected-faults.js';
import {
  aToken,
  anEnvelopeTimestamp,
  type Exchange,
  type ExpectedAnswer,
} from './harness/golden.js';
import { ENVELOPE_TYPE, ROUTES } from './harness/routes.js';
import { bearer, login } from './harness/sessions.js';

/** The document's own examples. */
const NEW_USER = {
  username: 'newuser',
  password: 'securepassword123',
  email: 'user@example.com',
  displayName: 'John Doe',
};
const LOGIN = { username: 'existinguser', password: 'securepassword123' };
const EXISTING = { ...LOGIN, email: 'jane@example.com', displayName: 'Jane Smith' };
const JANE = { username: 'existinguser', displayName: 'Jane Smith' };
const accept = { accept: ENVELOPE_TYPE };

function envelope(status: number, message: string, data: unknown): ExpectedAnswer {
  return { status, body: { timestamp: anEnvelopeTimestamp, status, message, data } };
}

const tokens = (user: object): object => ({ token: aToken, refreshToken: aToken, ...user });

const EXCHANGES: readonly Exchange[] = [
  {
    name: "the document's registration is created",
    request: { path: ROUTES.register, json: NEW_USER },
    answer: envelope(
      201,
      'User registered successfully',
      tokens({ username: 'newuser', displayName: 'John Doe' }),
    ),
  },
  {
    name: 'the same registration again is refused',
    request: { path: ROUTES.register, json: NEW_USER },
    answer: envelopeFault(ROUTES.register, USERNAME_TAKEN),
  },
  {
    name: "the document's login gets the tokens, and no cookie",
    request: { path: ROUTES.login, json: LOGIN, headers: accept },
    answer: {
      ...envelope(200, 'Authentication successful', tokens(JANE)),
      headers: {
        'content-type': expect.stringContaining(ENVELOPE_TYPE),
        vary: expect.stringMatching(/accept(?!-)/i),
      },
    },
  },
  {
    name: 'a wrong password',
    request: { path: ROUTES.login, json: { ...LOGIN, password: 'wrong' }, headers: accept },
    answer: envelopeFault(ROUTES.login, INVALID_LOGIN),
  },
  {
    name: 'a login without fields',
    request: { path: ROUTES.login, json: {}, headers: accept },
    answer: envelopeFault(ROUTES.login, missing('username', 'password')),
  },
  {
    name: 'a refresh without a token',
    request: { path: ROUTES.envelopeRefresh },
    answer: envelopeFault(ROUTES.envelopeRefresh, missing('refreshToken')),
  },
  {
    name: 'a refresh with an empty token',
    request: { path: ROUTES.envelopeRefresh, json: '' },
    answer: envelopeFault(ROUTES.envelopeRefresh, missing('refreshToken')),
  },
  {
    name: 'a refresh with what is no token',
    request: { path: ROUTES.envelopeRefresh, json: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...' },
    answer: envelopeFault(ROUTES.envelopeRefresh, INVALID_TOKEN),
  },
  {
    name: 'a refresh with broken JSON',
    request: {
      path: ROUTES.envelopeRefresh,
      body: '"eyJ',
      headers: { 'content-type': 'application/json' },
    },
    answer: envelopeFault(ROUTES.envelopeRefresh, MALFORMED),
  },
  {
    name: 'a validation without a token',
    request: { path: ROUTES.validate },
    answer: envelopeFault(ROUTES.validate, INVALID_TOKEN),
  },
  {
    name: 'a validation of what is no token',
    request: { path: ROUTES.validate, headers: bearer('eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...') },
    answer: envelopeFault(ROUTES.validate, INVALID_TOKEN),
  },
];

onEachDatabase('the envelope contract', (database) => {
  const server = useServer(database);

  beforeAll(() => register(server(), EXISTING));

  itAnswers(server, EXCHANGES);

  it.each([
    ['a bare JSON string', (token: string) => token],
    ['an object', (token: string) => ({ refreshToken: token })],
  ])('refreshes with %s', async (_form, body) => {
    const { refreshToken } = await login(server(), 'envelope', EXISTING);
    const { status, body: answered } = await server().post(
      ROUTES.envelopeRefresh,
      body(refreshToken),
    );
    expect({ status, body: answered }).toEqual(
      envelope(200, 'Token refreshed successfully', tokens(JANE)),
    );
  });

  it('validates an access token with a body of true', async () => {
    const { accessToken } = await login(server(), 'envelope', EXISTING);
    const request = { path: ROUTES.validate, headers: bearer(accessToken) };
    const { status, body } = await server().send(request);
    expect({ status, body }).toEqual(envelope(200, 'Token is valid', true));
  });

  it('writes the timestamp in UTC to the second', async () => {
    const answer = await server().post(ROUTES.login, LOGIN, accept);
    const written = Date.parse(`${answer.string('timestamp')}Z`);
    expect(Math.abs(written - server().clock.now())).toBeLessThan(5_000);
  });
});
