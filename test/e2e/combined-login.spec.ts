import { register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { itAnswers } from './harness/exchanges.js';
import { refreshCookie } from './harness/expected-cookies.js';
import {
  envelopeFault,
  fault,
  INVALID_LOGIN,
  invalid,
  METHOD_NOT_ALLOWED,
  missing,
} from './harness/expected-faults.js';
import {
  aToken,
  anEnvelopeTimestamp,
  type Exchange,
  type ExpectedAnswer,
} from './harness/golden.js';
import { BEARER_COOKIE_TYPE, ENVELOPE_TYPE, ROUTES } from './harness/routes.js';

const path = ROUTES.login;
const LOGIN = { username: 'existinguser', password: 'securepassword123' };
const JANE = { ...LOGIN, email: 'jane@example.com', displayName: 'Jane Smith' };

const ENVELOPE_BODY = {
  timestamp: anEnvelopeTimestamp,
  status: 200,
  message: 'Authentication successful',
  data: {
    token: aToken,
    refreshToken: aToken,
    username: 'existinguser',
    displayName: 'Jane Smith',
  },
};
const BEARER_BODY = { accessToken: aToken, tokenType: 'Bearer', expiresIn: 3600 };

const ANSWERS = {
  combined: {
    status: 200,
    body: { ...ENVELOPE_BODY, ...BEARER_BODY },
    cookies: [refreshCookie('bearer-cookie')],
  },
  envelope: { status: 200, body: ENVELOPE_BODY },
  'bearer-cookie': {
    status: 200,
    body: BEARER_BODY,
    cookies: [refreshCookie('bearer-cookie')],
  },
} as const satisfies Record<string, ExpectedAnswer>;

type Answered = keyof typeof ANSWERS;

function asking(accept: string | undefined, answered: Answered, type: string): Exchange {
  return {
    name: `Accept: ${accept ?? '(none)'} gets ${answered}`,
    request: { path, json: LOGIN, headers: accept === undefined ? {} : { accept } },
    answer: {
      ...ANSWERS[answered],
      headers: { 'content-type': expect.stringContaining(type) },
    },
  };
}

const JSON_TYPE = 'application/json';

/** Anything but the two media types gets plain JSON, never 406. */
const PLAIN_ACCEPTS = [
  undefined,
  '*/*',
  'application/*',
  'application/json',
  'text/html',
  'image/png;q=0.1',
  'application/vnd.portcullis.unheard-of+json',
  ';;;,=',
  'application/json;q=0',
  `application/json, ${ENVELOPE_TYPE};q=0.5`,
  `${ENVELOPE_TYPE};q=0`,
];

const CHOICES: readonly Exchange[] = [
  asking(BEARER_COOKIE_TYPE, 'bearer-cookie', BEARER_COOKIE_TYPE),
  asking(ENVELOPE_TYPE, 'envelope', ENVELOPE_TYPE),
  asking(`text/html, ${ENVELOPE_TYPE}`, 'envelope', ENVELOPE_TYPE),
  asking(`${ENVELOPE_TYPE}, */*`, 'envelope', ENVELOPE_TYPE),
  asking(`${ENVELOPE_TYPE}, ${JSON_TYPE};q=0.9`, 'envelope', ENVELOPE_TYPE),
  asking(`${JSON_TYPE};q=0.5, ${BEARER_COOKIE_TYPE}`, 'bearer-cookie', BEARER_COOKIE_TYPE),
  asking(`${BEARER_COOKIE_TYPE}; charset=utf-8`, 'bearer-cookie', BEARER_COOKIE_TYPE),
  asking(BEARER_COOKIE_TYPE.toUpperCase(), 'bearer-cookie', BEARER_COOKIE_TYPE),
];

onEachDatabase('the combined login', (database) => {
  const server = useServer(database);

  beforeAll(() => register(server(), JANE));

  itAnswers(server, [
    ...PLAIN_ACCEPTS.map((accept) => asking(accept, 'combined', JSON_TYPE)),
    ...CHOICES,
    ...(
      [
        ['a wrong password', { ...LOGIN, password: 'wrong' }, INVALID_LOGIN],
        ['an unknown user', { ...LOGIN, username: 'nobody' }, INVALID_LOGIN],
        ['no fields', {}, missing('username', 'password')],
        ['a numeric username', { ...LOGIN, username: 1 }, invalid('username')],
      ] as const
    ).map(([name, json, expected]) => ({
      name,
      request: { path, json },
      answer: envelopeFault(path, expected),
    })),
    {
      name: 'another method',
      request: { path, method: 'GET' },
      answer: {
        ...envelopeFault(path, METHOD_NOT_ALLOWED),
        headers: { allow: expect.stringContaining('POST') },
      },
    },
  ]);

  it('holds each token once, under both names', async () => {
    const answer = await server().post(path, LOGIN);
    expect(answer.string('data', 'token')).toBe(answer.string('accessToken'));
    expect(answer.string('data', 'refreshToken')).toBe(answer.cookie('refresh_token'));
  });
});

onEachDatabase('the login, when the operator chose envelope', (database) => {
  const server = useServer(database, { settings: { loginContract: 'envelope' } });

  beforeAll(() => register(server(), JANE));

  itAnswers(server, [
    ...PLAIN_ACCEPTS.map((accept) => asking(accept, 'envelope', JSON_TYPE)),
    ...CHOICES,
  ]);
});

onEachDatabase('the login, when the operator chose bearer-cookie', (database) => {
  const server = useServer(database, { settings: { loginContract: 'bearer-cookie' } });

  beforeAll(() => register(server(), JANE));

  itAnswers(server, [
    ...PLAIN_ACCEPTS.map((accept) => asking(accept, 'bearer-cookie', JSON_TYPE)),
    ...CHOICES,
    {
      name: 'a fault omits data',
      request: { path, json: {} },
      answer: fault(path, missing('username', 'password')),
    },
  ]);
});
