import { ROUTES } from '../../e2e/harness/routes.js';
import { bearer, validation } from '../../e2e/harness/sessions.js';
import type { Client } from './built-client.js';
import type { Frontend } from './use-frontend.js';

/** Asks with an access token that has expired, all at once, and is answered after one refresh. */
export async function expectOneRefresh(
  client: Client,
  { expireAccessTokens, front }: Frontend,
): Promise<void> {
  const before = await client.getAccessToken();
  await expireAccessTokens();
  front.forget();
  const answers = await Promise.all([1, 2, 3].map(() => client.fetch(ROUTES.me)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(front.times(ROUTES.refresh)).toBe(1);
  expect(await client.getAccessToken()).not.toBe(before);
}

export async function expectLogout(client: Client, { server }: Frontend): Promise<void> {
  const token = (await client.getAccessToken()) ?? '';
  expect(
    (await server.send({ path: ROUTES.me, method: 'GET', headers: bearer(token) })).status,
  ).toBe(200);
  await client.logout();
  expect(client.getState()).toEqual({ status: 'signed-out', session: null, reason: 'logout' });
  expect(await client.getAccessToken()).toBeUndefined();
  expect(await validation(server, token)).toBe(401);
  await expect(client.me()).rejects.toMatchObject({ errorCode: 'INVALID_TOKEN', status: 401 });
}
