import { register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { itAnswers } from './harness/exchanges.js';
import { flagFault } from './harness/expected-faults.js';
import { aSentence, aToken, type Exchange, expectAnswer } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';
import { cookieHeader, login, refreshByBody } from './harness/sessions.js';
import { DAY } from './harness/test-clock.js';

const path = ROUTES.flagLogin;
/** The document's own example. */
const LOGIN = { username: 'johndoe', password: 'your-password' };
const JOHN = { ...LOGIN, email: 'john@example.com' };
const PROFILE = { username: 'johndoe', email: 'john@example.com', roles: ['user', 'admin'] };

const refused = (
  name: string,
  request: Exchange['request'],
  status: number,
  message: unknown,
): Exchange => ({ name, request, answer: flagFault(status, message) });

const MISSING = 'Missing username or password';
const INVALID = 'Invalid username or password';

const EXCHANGES: readonly Exchange[] = [
  {
    name: "the document's login",
    request: { path, json: LOGIN },
    answer: {
      status: 200,
      body: {
        success: true,
        message: 'Login successful',
        data: { token: aToken, refreshToken: aToken, ...PROFILE },
      },
    },
  },
  refused('a wrong password', { path, json: { ...LOGIN, password: 'x' } }, 401, INVALID),
  refused('an unknown user', { path, json: { ...LOGIN, username: 'x' } }, 401, INVALID),
  refused('no username', { path, json: { password: 'x' } }, 400, MISSING),
  refused('no password', { path, json: { username: 'x' } }, 400, MISSING),
  refused('no fields', { path, json: {} }, 400, MISSING),
  refused('an empty password', { path, json: { ...LOGIN, password: '' } }, 400, MISSING),
  refused('a numeric password', { path, json: { ...LOGIN, password: 1 } }, 400, aSentence),
  refused('no refresh token', { path: ROUTES.flagRefresh, json: {} }, 400, 'Missing refresh token'),
  refused('no body at all', { path: ROUTES.flagRefresh }, 400, 'Missing refresh token'),
  refused(
    'an empty refresh token',
    { path: ROUTES.flagRefresh, json: { refreshToken: '' } },
    400,
    'Missing refresh token',
  ),
  refused(
    'what is no refresh token',
    { path: ROUTES.flagRefresh, json: { refreshToken: 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9...' } },
    401,
    'Invalid refresh token',
  ),
  refused(
    'a numeric refresh token',
    { path: ROUTES.flagRefresh, json: { refreshToken: 42 } },
    400,
    aSentence,
  ),
  refused('a bare string', { path: ROUTES.flagRefresh, json: 'eyJ.eyJ.x' }, 400, aSentence),
  refused('an unknown route', { path: '/api/auth/nothing?here=1' }, 404, 'Not found.'),
];

onEachDatabase('the success-flag contract', (database) => {
  const server = useServer(database, { settings: { defaultRoles: ['user', 'admin'] } });

  beforeAll(() => register(server(), JOHN));

  itAnswers(server, EXCHANGES);

  it('refreshes into accessToken and refreshToken', async () => {
    const { refreshToken } = await login(server(), 'success-flag', JOHN);
    expectAnswer(await refreshByBody(server(), refreshToken, ROUTES.flagRefresh), {
      status: 200,
      body: {
        success: true,
        message: 'Token refreshed',
        data: { accessToken: aToken, refreshToken: aToken, ...PROFILE },
      },
    });
  });

  it('refuses an access token where the refresh token belongs', async () => {
    const { accessToken } = await login(server(), 'success-flag', JOHN);
    expectAnswer(
      await refreshByBody(server(), accessToken, ROUTES.flagRefresh),
      flagFault(401, 'Invalid refresh token'),
    );
  });

  it('tells an expired refresh token from an invalid one', async () => {
    const { refreshToken } = await login(server(), 'success-flag', JOHN);
    server().clock.advance(7 * DAY + 2);
    expectAnswer(
      await refreshByBody(server(), refreshToken, ROUTES.flagRefresh),
      flagFault(401, 'Refresh token expired'),
    );
    const headers = cookieHeader(refreshToken);
    expectAnswer(
      await server().send({ path: ROUTES.flagRefresh, headers }),
      flagFault(401, 'Refresh token expired'),
    );
  });
});
