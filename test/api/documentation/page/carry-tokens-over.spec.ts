import { carryTokensOver } from '../../../../src/api/documentation/page/carry-tokens-over.js';

interface Interceptors {
  requestInterceptor(request: { url: string; body?: unknown }): { url: string; body?: unknown };
  responseInterceptor(response: object): object;
}

const SETTINGS = {
  placeholder: 'LAST',
  scheme: 'bearer',
  logoutPath: '/logout',
  accountPlaceholder: 'ACCOUNT',
  accountsPaths: ['/users', '/Users'],
};

/** Swagger UI as far as the script sees it. */
function openPage() {
  const authorized: Record<string, string> = {};
  let interceptors: Interceptors | undefined;
  const bundle = Object.assign(
    (options: object) => {
      interceptors = options as Interceptors;
      return {
        preauthorizeApiKey: (scheme: string, token: string) => (authorized[scheme] = token),
        authActions: {
          logout: (schemes: readonly string[]) =>
            Reflect.deleteProperty(authorized, schemes[0] ?? ''),
        },
      };
    },
    { presets: 'kept' },
  );
  const page = { SwaggerUIBundle: bundle };
  carryTokensOver(page, SETTINGS);
  page.SwaggerUIBundle({});
  const answer = (body: unknown, url = '/any', ok = true, status = 200): object | undefined =>
    interceptors?.responseInterceptor({ ok, status, url, text: JSON.stringify(body) });
  const send = (body?: unknown): unknown =>
    interceptors?.requestInterceptor({ url: '/any', body }).body;
  const ask = (url: string): unknown => interceptors?.requestInterceptor({ url }).url;
  return { page, authorized, answer, send, ask };
}

describe('the script of the documentation page', () => {
  it.each([
    ['token-pair', { accessToken: 'A', refreshToken: 'R' }],
    ['envelope', { data: { token: 'A', refreshToken: 'R' } }],
    ['success-flag after a refresh', { data: { accessToken: 'A', refreshToken: 'R' } }],
  ])('takes both tokens from an answer of %s', (_contract, body) => {
    const { authorized, answer, send } = openPage();
    answer(body);
    expect(authorized).toEqual({ bearer: 'A' });
    expect(send('{"refreshToken": "LAST"}')).toBe('{"refreshToken": "R"}');
  });

  it('keeps the refresh token where an answer brings an access token alone', () => {
    const { authorized, answer, send } = openPage();
    answer({ accessToken: 'A', refreshToken: 'R' });
    answer({ accessToken: 'B', tokenType: 'Bearer' });
    expect(authorized).toEqual({ bearer: 'B' });
    expect(send('"LAST"')).toBe('"R"');
  });

  it('takes nothing from a fault, nor from what is no JSON', () => {
    const { authorized, answer, send } = openPage();
    answer({ accessToken: 'A', refreshToken: 'R' }, '/any', false);
    answer(undefined);
    answer('text');
    expect(authorized).toEqual({});
    expect(send('"LAST"')).toBe('"LAST"');
  });

  it('puts the account that was made last into paths', () => {
    const { answer, ask } = openPage();
    expect(ask('/users/ACCOUNT')).toBe('/users/ACCOUNT');
    answer({ id: 'one' }, 'http://localhost/users', true, 201);
    answer({ users: [{ id: 'two' }] }, 'http://localhost/users');
    expect(ask('/users/ACCOUNT/roles')).toBe('/users/one/roles');
  });

  it('forgets everything at logout', () => {
    const { authorized, answer, send } = openPage();
    answer({ accessToken: 'A', refreshToken: 'R' });
    answer(undefined, 'http://localhost/logout');
    expect(authorized).toEqual({});
    expect(send('"LAST"')).toBe('"LAST"');
  });

  it('leaves other bodies, and what hangs on the bundle, as they were', () => {
    const { page, answer, send } = openPage();
    answer({ accessToken: 'A', refreshToken: 'R' });
    expect(send('{"username": "newuser"}')).toBe('{"username": "newuser"}');
    expect(send()).toBeUndefined();
    expect(page.SwaggerUIBundle).toHaveProperty('presets', 'kept');
  });
});
