import type { HeaderObject, HeadersObject, ReferenceObject } from '@nestjs/swagger';
import { ACCESS_TOKEN, EXAMPLE_REQUEST_ID } from './example-values.js';

const DESCRIPTIONS = {
  'X-Request-Id': "For the log; the caller's own where that is harmless, else a new one",
  'Cache-Control': 'How long the answer may be kept',
  'Set-Cookie':
    'The tokens that the contract keeps in cookies; at login also `device`, the mark of a known browser',
  'X-Auth-Token': 'The access token once more',
  'X-Auth-User-Id': 'The `uid` of the token',
  'X-Auth-Username': 'Its `sub`, percent-encoded',
  'X-Auth-Session': 'Its `sid`',
  'X-Auth-Client-Id': 'Its `client_id`',
  'X-Auth-Roles': 'Its roles, each percent-encoded, between commas',
  'X-Auth-Expires': 'Its `exp`, in seconds since the epoch',
  'WWW-Authenticate': 'How to authenticate (RFC 6750)',
  'Retry-After': 'Whole seconds until another try makes sense',
  RateLimit: 'What is left of the allowance, and for how many seconds',
  'RateLimit-Policy': 'How many attempts in how many seconds',
  Allow: 'The methods that the path is served under',
  ETag: 'The version of the account, for If-Match (RFC 9110 §8.8.3)',
  Location: 'Where the account is read',
  'Content-Disposition': 'The name of a file (RFC 6266)',
  Vary: 'The request headers that the answer depends on',
} as const;

type HeaderName = keyof typeof DESCRIPTIONS;

const NAMES = Object.keys(DESCRIPTIONS) as readonly HeaderName[];

/** As the document spells it; the server writes some in lower case. */
function spelled(name: string): HeaderName {
  const known = NAMES.find((each) => each.toLowerCase() === name.toLowerCase());
  if (known === undefined) throw new Error(`the header ${name} has no description`);
  return known;
}

const header = (name: HeaderName, example: string): HeaderObject => ({
  description: DESCRIPTIONS[name],
  schema: { type: 'string' },
  example,
});

const NO_STORE = 'no-store';

/** The headers that most answers have, by the names under which the document keeps them once. */
export const SHARED_HEADERS = {
  RequestId: header('X-Request-Id', EXAMPLE_REQUEST_ID),
  NoStore: header('Cache-Control', NO_STORE),
} as const;

const shared = (name: keyof typeof SHARED_HEADERS): ReferenceObject => ({
  $ref: `#/components/headers/${name}`,
});

/** The headers of an answer, each with an example; `X-Request-Id` comes with all of them. */
export function headers(examples: Readonly<Record<string, string>> = {}): HeadersObject {
  const own = Object.entries(examples).map(([given, example]) => {
    const name = spelled(given);
    const common = name === 'Cache-Control' && example === NO_STORE;
    return [name, common ? shared('NoStore') : header(name, example)] as const;
  });
  return { 'X-Request-Id': shared('RequestId'), ...Object.fromEntries(own) };
}

/** What every answer with a token in it says. */
export const tokenHeaders = (examples: Readonly<Record<string, string>> = {}): HeadersObject =>
  headers({ 'Cache-Control': NO_STORE, ...examples });

export const accessTokenHeader = { 'X-Auth-Token': ACCESS_TOKEN } as const;
