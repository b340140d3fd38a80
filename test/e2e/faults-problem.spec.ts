import { onEachDatabase, useServer } from './harness/each-database.js';
import { INVALID_CREDENTIALS, missing, NOT_FOUND } from './harness/expected-faults.js';
import { ROUTES } from './harness/routes.js';

const PROBLEM = 'application/problem+json';
const path = ROUTES.token;

/** RFC 9457 when it weighs more than JSON, or as much and is named first. */
const NEGOTIATION: readonly (readonly [string | undefined, 'problem' | 'json'])[] = [
  [undefined, 'json'],
  ['*/*', 'json'],
  ['application/*', 'json'],
  ['application/json', 'json'],
  ['text/html', 'json'],
  ['application/problem+json', 'problem'],
  ['Application/Problem+JSON', 'problem'],
  ['application/problem+json, application/json', 'problem'],
  ['application/json, application/problem+json', 'json'],
  ['application/problem+json, */*', 'problem'],
  ['application/json;q=0.5, application/problem+json;q=0.8', 'problem'],
  ['application/problem+json;q=0.3, application/json', 'json'],
  ['application/problem+json;q=0.3, application/json;q=0.3', 'problem'],
  ['application/problem+json;q=0.5, */*;q=0.9', 'json'],
  ['application/problem+json;q=0', 'json'],
  ['application/problem+json;q=0.1', 'problem'],
];

onEachDatabase('problem details', (database) => {
  const server = useServer(database);

  it.each(NEGOTIATION)('Accept: %s gets a %s fault', async (accept, form) => {
    const headers = accept === undefined ? {} : { accept };
    const answer = await server().post(path, { username: 'nobody', password: 'x' }, headers);
    const type = form === 'problem' ? PROBLEM : 'application/json';
    expect(answer.status).toBe(401);
    expect(answer.header('content-type')).toMatch(new RegExp(`^${type.replace('+', '\\+')}`));
    expect(answer.value('errorCode')).toBe(INVALID_CREDENTIALS.errorCode);
  });

  it.each([
    ['a parser', { path, json: {} }, missing('username', 'password')],
    ['a guard', { path, json: { username: 'nobody', password: 'x' } }, INVALID_CREDENTIALS],
    ['the router', { path: '/nothing' }, NOT_FOUND],
  ] as const)('come from %s as RFC 9457 has them', async (_layer, request, expected) => {
    const answer = await server().send({ ...request, headers: { accept: PROBLEM } });
    expect(answer.body).toMatchObject({
      status: expected.status,
      title: expect.any(String),
      detail: expected.message,
      errorCode: expected.errorCode,
    });
    if (expected.status === 401) expect(answer.header('www-authenticate')).toMatch(/^Bearer/);
  });

  it('leave successes alone', async () => {
    const answer = await server().get(ROUTES.jwks, { accept: PROBLEM });
    expect(answer.header('content-type')).toMatch(/^application\/(json|jwk-set\+json)/);
  });
});
