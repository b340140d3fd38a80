import * as fc from 'fast-check';
import { SECRET } from './secret-marker.js';

/** Texts that parsers, databases, loggers and terminals have stumbled over. */
const NASTY = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\ufeff',
  '\u202e',
  'ﬁ',
  'İ',
  "' OR 1=1 -- ",
  '"; DROP TABLE users; --',
  '${jndi:ldap://x}',
  '{{7*7}}',
  '../../etc/passwd',
  '%00',
  '\r\nSet-Cookie: a=b',
  '\u001b[2J',
  '__proto__',
  'constructor',
  'null',
  'undefined',
  'NaN',
  '-0',
  '1e309',
  '$argon2id$v=19$m=1,t=1,p=1$c2FsdA$aGFzaA',
  'a'.repeat(300),
  '𝒳'.repeat(300),
  'x@example.com',
] as const;

const text = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

const secretText = text.map((value) => `${SECRET}${value}`);

const FIELDS = [
  'username',
  'password',
  'email',
  'displayName',
  'refreshToken',
  'provider',
  'authCode',
  'redirectUri',
  'codeVerifier',
  'state',
  '__proto__',
] as const;

const value = (tokens: readonly string[]): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 6, arbitrary: secretText },
    { weight: 2, arbitrary: tokenLike(tokens) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
    { weight: 1, arbitrary: fc.constantFrom(null, true, 0, -1, 1e308, [], {}) },
  );

/** Tokens that are good, and tokens that somebody has tampered with. */
export const tokenLike = (tokens: readonly string[]): fc.Arbitrary<string> => {
  const real = fc.constantFrom(...tokens);
  return fc.oneof(
    real,
    fc
      .tuple(real, fc.nat(), fc.constantFrom('A', '_', '=', '.', ' ', '%'))
      .map(([token, at, char]) => {
        const place = at % token.length;
        return token.slice(0, place) + char + token.slice(place + 1);
      }),
    fc.tuple(real, fc.nat()).map(([token, length]) => token.slice(0, length % token.length)),
    fc.tuple(real, real, real).map((three) => three.map((t, n) => t.split('.')[n]).join('.')),
    secretText,
  );
};

const objects = (tokens: readonly string[]): fc.Arbitrary<object> =>
  fc
    .array(fc.tuple(fc.constantFrom(...FIELDS), value(tokens)), { maxLength: 6 })
    .map((entries) => Object.fromEntries(entries));

/** Registrations and logins that get past the first checks. */
const plausible = fc.record({
  username: fc.oneof(
    fc.constantFrom('fuzz0', 'FUZZ0', ' fuzz0 ', 'ｆｕｚｚ０'),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }),
  ),
  password: secretText,
  email: fc.emailAddress(),
});

const json = (tokens: readonly string[]): fc.Arbitrary<string> =>
  fc
    .oneof(objects(tokens), objects(tokens), plausible, plausible, fc.jsonValue())
    .map((body) => JSON.stringify(body));

const broken = (tokens: readonly string[]): fc.Arbitrary<Buffer> =>
  fc.oneof(
    fc.tuple(json(tokens), fc.nat()).map(([body, at]) => Buffer.from(body.slice(0, at % 40))),
    fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
    fc.integer({ min: 1, max: 9000 }).map((depth) => Buffer.from('['.repeat(depth))),
    fc.constantFrom(16_384, 16_385, 100_000).map((size) => Buffer.alloc(size, 0x20)),
  );

export const bodies = (tokens: readonly string[]): fc.Arbitrary<Buffer | undefined> =>
  fc.oneof(
    { weight: 6, arbitrary: json(tokens).map((body) => Buffer.from(body)) },
    { weight: 2, arbitrary: broken(tokens) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  );
