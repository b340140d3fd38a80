import { carryTokensOver } from '../../../src/http/openapi/page/carry-tokens-over.js';

interface Interceptors {
  requestInterceptor(request: { body?: unknown }): { body?: unknown };
  responseInterceptor(response: object): object;
}

const SETTINGS = { placeholder: 'LAST', scheme: 'bearer', logoutPath: '/logout' };

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
  const answer = (body: unknown, url = '/any', ok = true): object | undefined =>
    interceptors?.responseInterceptor({ ok, status: 200, url, text: JSON.stringify(body) });
  const send = (body?: unknown): unknown => interceptors?.requestInterceptor({ body }).body;
  return { page, authorized, answer, send };
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
