import { createHmac } from 'node:crypto';
import { useAuthority, verdict } from './authority/use-authority.js';
import { type Members, segment, SigningKey } from './authority/signing-key.js';
import type { Authority } from './authority/authority.js';

const LAST = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** Another spelling of the same bytes: the last character with a bit that stands for nothing. */
function respelt(token: string): string {
  const last = LAST.indexOf(token.at(-1) ?? '');
  return token.slice(0, -1) + (LAST[last + 1] ?? '');
}

const parts = (token: string): string[] => token.split('.');

/** The claims of a good token under another header, signed by `sign`. */
function under(authority: Authority, header: Members, sign: (signed: string) => string): string {
  const [, payload = ''] = parts(authority.userToken());
  const signed = `${segment({ typ: 'at+jwt', kid: 'first', ...header })}.${payload}`;
  return `${signed}.${sign(signed)}`;
}

const hmac =
  (secret: string) =>
  (signed: string): string =>
    createHmac('sha256', secret).update(signed).digest('base64url');

const plus =
  (offset: number) =>
  (one: string): string =>
    String.fromCharCode(one.charCodeAt(0) + offset);

const pemOf = (authority: Authority): string =>
  authority.signingKey.publicKey.export({ type: 'spki', format: 'pem' }).toString();

type Forge = (authority: Authority) => string;

const FORGERIES: readonly (readonly [string, string, Forge])[] = [
  ['nothing', 'malformed', () => ''],
  ['no token', 'malformed', () => 'a.b'],
  ['five segments', 'malformed', (one) => `${one.userToken()}.a.b`],
  ['no algorithm', 'wrong-algorithm', (one) => under(one, { alg: 'none' }, () => '')],
  ['“None”', 'wrong-algorithm', (one) => under(one, { alg: 'None' }, () => '')],
  [
    'HS256 with the public key',
    'wrong-algorithm',
    (one) => {
      return under(one, { alg: 'HS256' }, hmac(pemOf(one)));
    },
  ],
  [
    'the algorithm of another kind of key',
    'wrong-algorithm',
    (one) => {
      return under(one, { alg: 'RS256' }, (signed) => one.signingKey.signature(signed));
    },
  ],
  ['a refresh token', 'wrong-type', (one) => one.userToken({}, { typ: 'rt+jwt' })],
  ['an answer of the feed', 'wrong-type', (one) => one.userToken({}, { typ: 'revocations+jwt' })],
  ['a plain JWT', 'wrong-type', (one) => one.userToken({}, { typ: 'JWT' })],
  ['no type', 'wrong-type', (one) => one.userToken({}, { typ: undefined })],
  ['a critical extension', 'malformed', (one) => one.userToken({}, { crit: ['b64'], b64: true })],
  [
    'a key of its own',
    'bad-signature',
    (one) => {
      const thief = SigningKey.ec('first');
      return under(one, { alg: 'ES256', jwk: thief.jwk }, (signed) => thief.signature(signed));
    },
  ],
  ['no key', 'unknown-key', (one) => one.userToken({}, { kid: undefined })],
  [
    'other claims under the same signature',
    'bad-signature',
    (one) => {
      const [header, , signature] = parts(one.userToken());
      const [, payload] = parts(one.userToken({ roles: ['admin'] }));
      return [header, payload, signature].join('.');
    },
  ],
  ['no signature', 'bad-signature', (one) => `${parts(one.userToken()).slice(0, 2).join('.')}.`],
  ['half a signature', 'bad-signature', (one) => one.userToken().slice(0, -46)],
  ['junk behind it', 'malformed', (one) => `${one.userToken()}!`],
  ['a line behind it', 'malformed', (one) => `${one.userToken()}\n`],
  ['padding', 'malformed', (one) => `${one.userToken()}==`],
  ['another spelling of the signature', 'malformed', (one) => respelt(one.userToken())],
  ['more characters than any token', 'malformed', (one) => one.userToken({ x: 'x'.repeat(8192) })],
  [
    'a header that is a list',
    'malformed',
    (one) => {
      return `${segment(['ES256'])}.${parts(one.userToken()).slice(1).join('.')}`;
    },
  ],
  ['claims that are a list', 'malformed', (one) => one.signingKey.jws([])],
  ['claims that are text', 'malformed', (one) => one.signingKey.jws('ana')],
  ['another issuer', 'wrong-issuer', (one) => one.userToken({ iss: `${one.issuer}/` })],
  ['another audience', 'wrong-audience', (one) => one.userToken({ aud: 'billing' })],
  ['no audience', 'wrong-audience', (one) => one.userToken({ aud: undefined })],
  ['no end', 'malformed', (one) => one.userToken({ exp: undefined })],
  ['an end that is text', 'malformed', (one) => one.userToken({ exp: '9999999999' })],
  ['no beginning', 'malformed', (one) => one.userToken({ iat: undefined })],
  ['no name of its own', 'malformed', (one) => one.userToken({ jti: undefined })],
  ['a person without a session', 'malformed', (one) => one.userToken({ sid: undefined })],
  ['a person without roles', 'malformed', (one) => one.userToken({ roles: undefined })],
  ['roles that are text', 'malformed', (one) => one.userToken({ roles: 'admin' })],
  ['a service with a session', 'malformed', (one) => one.serviceToken({ sid: 's-1' })],
  ['a service with roles', 'malformed', (one) => one.serviceToken({ roles: ['admin'] })],
  ['a service with the id of another', 'malformed', (one) => one.serviceToken({ sub: 'ana' })],
];

describe('a token that must not pass', () => {
  const stage = useAuthority();

  it.each(FORGERIES)('has %s: %s', async (_, code, forge) => {
    const { authority, ready } = stage();
    const verifier = await ready();
    const token = forge(authority);
    expect(verdict(verifier, token)).toBe(code);
    // Remembered or not, the answer is the same.
    expect(verdict(verifier, token)).toBe(code);
    expect(verdict(verifier, authority.userToken())).toBe('accepted');
  });

  it.each([
    ['the other alphabet', (one: string) => ({ '-': '+', _: '/' })[one] ?? '+'],
    ['what Node would pass over', (one: string) => `${one}!`],
    ['a space', (one: string) => ` ${one}`],
    ['padding', (one: string) => `${one}=`],
    ['NUL', (one: string) => `${one}\0`],
    ['a character of which the low byte is right', plus(0x100)],
    ['a character beyond the sixteen bits', (one: string) => `${one}\u{1F600}`],
  ])('is spelt anywhere with %s', async (_, spell) => {
    const { authority, ready } = stage();
    const verifier = await ready();
    const good = authority.userToken();
    expect(verdict(verifier, good)).toBe('accepted');
    const signature = good.lastIndexOf('.');
    for (let at = 0; at < good.length; at += 1) {
      const token = good.slice(0, at) + spell(good.charAt(at)) + good.slice(at + 1);
      const refusals = at > signature ? ['malformed'] : ['malformed', 'bad-signature'];
      expect(refusals).toContain(verdict(verifier, token));
    }
  });

  it('is no text at all', async () => {
    const verifier = await stage().ready();
    for (const value of [undefined, null, 7, {}, ['a.b.c']]) {
      expect(verdict(verifier, value as string)).toBe('malformed');
    }
  });

  it('is never shown in what the error says', async () => {
    const { authority, ready } = stage();
    const verifier = await ready();
    const token = authority.userToken({ aud: 'billing' });
    try {
      verifier.verify(token);
    } catch (error) {
      for (const part of parts(token)) expect(String((error as Error).stack)).not.toContain(part);
    }
    expect.assertions(3);
  });

  it('has an algorithm that this service does not take', async () => {
    const { authority, ready } = stage();
    const elliptic = authority.signingKey;
    authority.keys = [SigningKey.rsa('second'), elliptic];
    const verifier = await ready({ algorithms: ['RS256'] });
    expect(verdict(verifier, authority.userToken())).toBe('accepted');
    authority.keys = [elliptic];
    expect(verdict(verifier, authority.userToken())).toBe('wrong-algorithm');
  });
});
