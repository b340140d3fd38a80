import { type Account, newAccount, register } from './harness/accounts.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { refreshCookie } from './harness/expected-cookies.js';
import {
  aToken,
  anEnvelopeTimestamp,
  type ExpectedAnswer,
  expectAnswer,
} from './harness/golden.js';
import { decode, numeric } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import {
  CONTRACTS,
  type ContractName,
  login,
  refreshByBody,
  refreshByCookie,
} from './harness/sessions.js';

type Travel = 'cookie' | 'body';

const account: Account = newAccount('doorkeeper');
const BEARER = { accessToken: aToken, tokenType: 'Bearer', expiresIn: 3600 };

/** The refresh token is in the body unless it came in a cookie that the contract renews. */
const token = (inBody: boolean): object => (inBody ? { refreshToken: aToken } : {});

const envelope = (inBody: boolean): object => ({
  timestamp: anEnvelopeTimestamp,
  status: 200,
  message: 'Token refreshed successfully',
  data: {
    token: aToken,
    ...token(inBody),
    username: account.username,
    displayName: account.displayName,
  },
});

const flag = (inBody: boolean): object => ({
  success: true,
  message: 'Token refreshed',
  data: {
    accessToken: aToken,
    ...token(inBody),
    username: account.username,
    email: account.email,
    roles: ['user'],
  },
});

/** The table of the refresh route: each session's own contract answers. */
const OWN_ANSWER: Readonly<Record<ContractName, (inBody: boolean) => object>> = {
  'token-pair': (inBody) => ({ accessToken: aToken, ...token(inBody) }),
  'bearer-cookie': (inBody) => ({ ...BEARER, ...token(inBody) }),
  combined: (inBody) => ({ ...envelope(inBody), ...BEARER }),
  envelope,
  'success-flag': flag,
};

const COOKIE_OF: Readonly<Record<ContractName, 'token-pair' | 'bearer-cookie' | null>> = {
  'token-pair': 'token-pair',
  'bearer-cookie': 'bearer-cookie',
  combined: 'bearer-cookie',
  envelope: null,
  'success-flag': null,
};

const LIFE: Readonly<Record<ContractName, number>> = {
  'token-pair': 900,
  'bearer-cookie': 3600,
  combined: 3600,
  envelope: 3600,
  'success-flag': 3600,
};

function answerAt(path: string, session: ContractName, inBody: boolean): object {
  if (path === ROUTES.envelopeRefresh) return envelope(inBody);
  if (path === ROUTES.flagRefresh) return flag(inBody);
  return OWN_ANSWER[session](inBody);
}

function expected(path: string, session: ContractName, travel: Travel): ExpectedAnswer {
  const contract = COOKIE_OF[session];
  const cookies = travel === 'cookie' && contract ? [refreshCookie(contract)] : [];
  return { status: 200, body: answerAt(path, session, cookies.length === 0), cookies };
}

const PATHS = [ROUTES.refresh, ROUTES.envelopeRefresh, ROUTES.flagRefresh] as const;
const TRAVELS: Readonly<Record<Travel, typeof refreshByBody>> = {
  cookie: refreshByCookie,
  body: refreshByBody,
};

const TABLE = PATHS.flatMap((path) =>
  CONTRACTS.flatMap((session) =>
    (['cookie', 'body'] as const).map((travel) => ({ path, session, travel })),
  ),
);

onEachDatabase('a refresh at any door', (database) => {
  const server = useServer(database);

  beforeAll(() => register(server(), account));

  it.each(TABLE)('$path answers a $session token come by $travel', async (row) => {
    const { refreshToken } = await login(server(), row.session, account);
    const answer = await TRAVELS[row.travel](server(), refreshToken, row.path);
    expectAnswer(answer, expected(row.path, row.session, row.travel));
  });

  it.each(CONTRACTS)('a %s session keeps its lifetimes at every door', async (session) => {
    const { refreshToken } = await login(server(), session, account);
    let current = refreshToken;
    for (const path of [ROUTES.envelopeRefresh, ROUTES.flagRefresh]) {
      const answer = await refreshByBody(server(), current, path);
      const name = path === ROUTES.flagRefresh ? 'accessToken' : 'token';
      const access = decode(answer.string('data', name)).claims;
      expect(numeric(access, 'exp') - numeric(access, 'iat')).toBe(LIFE[session]);
      current = answer.string('data', 'refreshToken');
      const refresh = decode(current).claims;
      expect(numeric(refresh, 'exp') - numeric(refresh, 'iat')).toBe(604_800);
    }
  });

  it.each(['cookie', 'body'] as const)(
    'a token-pair session come by %s gets the access token in X-Auth-Token too',
    async (travel) => {
      const { refreshToken } = await login(server(), 'token-pair', account);
      const answer = await TRAVELS[travel](server(), refreshToken);
      expect(answer.header('x-auth-token')).toBe(answer.string('accessToken'));
    },
  );
});
