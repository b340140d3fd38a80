import { onEachDatabase, useServer } from './harness/each-database.js';
import { itAnswers } from './harness/exchanges.js';
import { fault, invalid, missing, UNKNOWN_PROVIDER } from './harness/expected-faults.js';
import type { Exchange } from './harness/golden.js';
import { ROUTES } from './harness/routes.js';

const path = ROUTES.token;
/** The document's own example, with one of the providers it names. */
const EXAMPLE = {
  authCode: 'a_unique_authorization_code_from_external_provider',
  provider: 'google',
  redirectUri: 'https://your.app.com/callback',
};

const REFUSALS: readonly Exchange[] = (
  [
    ["the document's example meets no configured provider", EXAMPLE, UNKNOWN_PROVIDER],
    [
      "the document's example to the letter",
      { ...EXAMPLE, provider: 'google | github | okta | ...' },
      UNKNOWN_PROVIDER,
    ],
    ['the optional fields', { ...EXAMPLE, codeVerifier: 'v', state: 's' }, UNKNOWN_PROVIDER],
    ['no redirectUri', { authCode: 'x', provider: 'okta' }, UNKNOWN_PROVIDER],
    ['a name every object has', { ...EXAMPLE, provider: 'constructor' }, UNKNOWN_PROVIDER],
    ['no code', { provider: 'google' }, missing('authCode')],
    ['an empty code', { ...EXAMPLE, authCode: '' }, missing('authCode')],
    ['no provider', { authCode: 'x' }, invalid('provider')],
    ['a numeric code', { ...EXAMPLE, authCode: 7 }, invalid('authCode')],
    ['a nested provider', { ...EXAMPLE, provider: {} }, invalid('provider')],
    ['a numeric redirectUri', { ...EXAMPLE, redirectUri: 7 }, invalid('redirectUri')],
  ] as const
).map(([name, json, expected]) => ({
  name,
  request: { path, json },
  answer: fault(path, expected),
}));

onEachDatabase('the external contract without providers', (database) => {
  itAnswers(useServer(database), REFUSALS);
});
