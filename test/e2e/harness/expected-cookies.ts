import { aToken, type ExpectedCookie } from './golden.js';
import type { SetCookie } from './set-cookie.js';
import { without } from './without.js';

type Attributes = SetCookie['attributes'];

export const WEEK = '604800';

const GUARDED: Attributes = { HttpOnly: true, Secure: true };

/** Every cookie a contract sets, without its life. */
export const COOKIES = {
  'token-pair': {
    name: 'refresh_token',
    attributes: { ...GUARDED, Path: '/api/v1/auth/refresh', SameSite: 'Strict' },
  },
  'bearer-cookie': {
    name: 'refresh_token',
    attributes: { ...GUARDED, Path: '/', SameSite: 'Lax' },
  },
  'external-access': {
    name: 'Auth-Access-Token',
    attributes: { ...GUARDED, Path: '/', SameSite: 'Lax' },
  },
  'external-refresh': {
    name: 'Auth-Refresh-Token',
    attributes: { ...GUARDED, Path: '/api/v1/auth/refresh', SameSite: 'Lax' },
  },
} as const satisfies Record<string, Omit<SetCookie, 'value'>>;

export function refreshCookie(
  contract: 'token-pair' | 'bearer-cookie',
  value: unknown = aToken,
  maxAge: string = WEEK,
): ExpectedCookie {
  const { name, attributes } = COOKIES[contract];
  return { name, value, attributes: { ...attributes, 'Max-Age': maxAge } };
}

/** A cookie is taken back under the attributes it was set with (RFC 6265 §3.1). */
function isExpired({ attributes }: SetCookie): boolean {
  const expires = attributes.Expires;
  const past = typeof expires === 'string' && Date.parse(expires) < Date.now();
  return attributes['Max-Age'] === '0' || (attributes['Max-Age'] === undefined && past);
}

function withoutLife({ name, attributes }: SetCookie): Omit<SetCookie, 'value'> {
  return { name, attributes: without(attributes, 'Expires', 'Max-Age') };
}

/** Logout takes back every cookie of every contract, whichever the client has. */
export function expectAllCookiesExpired(cookies: readonly SetCookie[]): void {
  expect(cookies.filter((cookie) => !isExpired(cookie))).toEqual([]);
  expect(cookies.map((cookie) => cookie.value).join('')).toBe('');
  expect(cookies.map(withoutLife)).toEqual(expect.arrayContaining(Object.values(COOKIES)));
  expect(cookies).toHaveLength(Object.keys(COOKIES).length);
}
