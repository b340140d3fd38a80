import * as fc from 'fast-check';
import { bodies, tokenLike } from './bodies.js';
import { SECRET } from './secret-marker.js';
import type { HttpRequest } from '../e2e/harness/http-client.js';

export interface FuzzedRoute {
  readonly method: string;
  readonly path: string;
}

const MEDIA_TYPES = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=utf-16',
  'application/json;charset="',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/problem+json',
  '\u00ff/\u00fe',
] as const;

const ACCEPT = [
  '*/*',
  'application/json',
  'application/problem+json',
  'application/vnd.portcullis.bearer-cookie+json',
  'application/vnd.portcullis.envelope+json;q=0.5, application/json;q=0.4',
  ';;;,,,q=',
  'a/b;q=1e999',
] as const;

/** What a header may hold once Node's own client has let it pass. */
const headerText = fc
  .string({ unit: 'binary-ascii', maxLength: 200 })
  .map((text) => text.replaceAll(/[^\x20-\x7e]/g, '?'));

const cookieNames = fc.constantFrom(
  'refresh_token',
  'Auth-Refresh-Token',
  'Auth-Access-Token',
  'device',
  'Auth-Exchange',
);

const printable = (text: string): string => text.replaceAll(/[^\x21-\x7e]/g, '!');

const cookies = (tokens: readonly string[]): fc.Arbitrary<string> =>
  fc
    .array(fc.tuple(cookieNames, tokenLike(tokens)), { minLength: 1, maxLength: 5 })
    .map((pairs) => pairs.map(([name, value]) => `${name}=${printable(value)}`).join('; '));

const headers = (tokens: readonly string[]): fc.Arbitrary<Record<string, string>> =>
  fc.record(
    {
      'content-type': fc.oneof(
        { weight: 8, arbitrary: fc.constant('application/json') },
        { weight: 2, arbitrary: fc.constantFrom(...MEDIA_TYPES) },
      ),
      accept: fc.constantFrom(...ACCEPT),
      authorization: fc.oneof(
        tokenLike(tokens).map((token) => `Bearer ${printable(token)}`),
        headerText.map((text) => `${SECRET} ${text}`),
      ),
      cookie: cookies(tokens),
      origin: fc.constantFrom('https://evil.example', 'null', 'http://localhost:3000', '::'),
      'sec-fetch-site': fc.constantFrom('cross-site', 'same-origin', 'none', 'x'),
      'x-forwarded-for': fc.oneof(fc.ipV4(), fc.ipV6(), headerText),
      'x-request-id': headerText,
      'user-agent': headerText,
      'x-fuzz': headerText,
    },
    { requiredKeys: ['x-forwarded-for', 'content-type'] },
  );

const methods = fc.constantFrom(
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'PATCH',
  'DELETE',
  'OPTIONS',
  'TRACE',
);

const segment = fc.oneof(
  fc.string({ unit: 'binary-ascii', maxLength: 30 }).map(encodeURIComponent),
  fc.constantFrom('..', '%2e%2e', '%00', '%ff', '%', ';a=b', '*', 'users', 'a'.repeat(300)),
);

const target = (path: string, query: string | null): string =>
  query === null ? path : `${path}?token=${SECRET}${encodeURIComponent(query)}`;

const filled = (path: string, id: string): string => path.replaceAll(/\{\w+\}/g, id);

/** Requests to every route, rightly and wrongly made, and to routes that are none. */
export function requests(
  routes: readonly FuzzedRoute[],
  tokens: readonly string[],
): fc.Arbitrary<HttpRequest> {
  const known = fc.tuple(fc.constantFrom(...routes), segment).map(([{ method, path }, id]) => ({
    method,
    path: filled(path, id),
  }));
  const wrongMethod = fc.tuple(known, methods).map(([{ path }, method]) => ({ method, path }));
  const unknown = fc
    .tuple(methods, fc.array(segment, { maxLength: 5 }))
    .map(([method, segments]) => ({ method, path: `/${segments.join('/')}` }));
  const route = fc.oneof(
    { weight: 12, arbitrary: known },
    { weight: 1, arbitrary: wrongMethod },
    { weight: 1, arbitrary: unknown },
  );
  const query = fc.option(fc.string({ unit: 'grapheme', maxLength: 20 }), { freq: 5 });
  return fc
    .tuple(route, query, headers(tokens), bodies(tokens))
    .map(([{ method, path }, text, given, body]) => ({
      method,
      path: target(path, text),
      headers: given,
      ...(body === undefined || method === 'GET' || method === 'HEAD' ? {} : { body }),
    }));
}
