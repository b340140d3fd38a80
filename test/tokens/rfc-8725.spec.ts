import * as fc from 'fast-check';
import { sign } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { forge, forgeWithSecret, headerOf, type Members, payloadOf, unsigned } from './compact.js';
import { ecPair, keyDirectory, privatePem, publicPem, rsaPair } from './keys/key-material.js';
import {
  ACCESS,
  AUDIENCE,
  ISSUER,
  REFRESH,
  type TokensUnderTest,
  tokensWith,
} from './tokens-under-test.js';

const encoded = (bytes: string | Buffer): string => Buffer.from(bytes).toString('base64url');

/** Every server here keeps an RSA and an EC key, so that a token could try to confuse them. */
describe.each(['RS256', 'ES256'] as const)('RFC 8725 §3, with %s', (jwtAlgorithm) => {
  const [own, other] = jwtAlgorithm === 'RS256' ? [rsaPair(), ecPair()] : [ecPair(), rsaPair()];
  const stranger = jwtAlgorithm === 'RS256' ? rsaPair() : ecPair();
  let server: TokensUnderTest;
  let access: string;
  let refresh: string;
  let header: Members;
  let payload: Members;

  beforeAll(async () => {
    server = await tokensWith({
      jwtAlgorithm,
      jwtKeysDir: keyDirectory({
        'a.active.pem': privatePem(own),
        'b.pub.pem': publicPem(other),
      }),
    });
    access = await server.tokens.issueAccess(ACCESS);
    refresh = await server.tokens.issueRefresh(REFRESH);
    header = headerOf(access);
    payload = payloadOf(access);
  });

  const refused = (token: string): void => {
    expect(server.tokens.verifyAccess(token).valid).toBe(false);
    expect(server.tokens.verifyRefresh(token).valid).toBe(false);
    expect(server.tokens.verifyAccessIgnoringExpiry(token).valid).toBe(false);
  };
  const forged = (changed: Members): string =>
    forge({ ...header, ...changed }, payload, own.privateKey);

  /** Signs bytes that no JSON serializer would write. */
  function signedBytes(headerBytes: string | Buffer, payloadBytes: string | Buffer): string {
    const input = `${encoded(headerBytes)}.${encoded(payloadBytes)}`;
    const signature = sign('sha256', Buffer.from(input), {
      key: own.privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    return `${input}.${encoded(signature)}`;
  }

  it('§3.1 verifies the algorithm: only the one that belongs to the key', () => {
    for (const alg of [
      'none',
      'nOnE',
      'HS256',
      'RS384',
      'PS256',
      'ES384',
      'ES256K',
      'EdDSA',
      'dir',
    ]) {
      refused(forged({ alg }));
      refused(unsigned({ ...header, alg }, payload));
    }
    refused(forged({ alg: jwtAlgorithm === 'RS256' ? 'ES256' : 'RS256' }));
    refused(forgeWithSecret({ ...header, alg: 'HS256' }, payload, publicPem(own)));
  });

  it('§3.2 uses appropriate algorithms: no compact encryption, no MAC, no none', () => {
    const algorithms = server.publicKeys.jwks().keys.map(({ alg }) => alg);
    expect(new Set(algorithms)).toEqual(new Set(['RS256', 'ES256']));
    refused([...access.split('.'), 'AAAA', 'AAAA'].join('.'));
  });

  it('§3.3 validates all of it: header, payload and signature each count', () => {
    const [first = '', second = '', third = ''] = access.split('.');
    const [, otherPayload = '', otherSignature = ''] = refresh.split('.');
    refused(`${first}.${otherPayload}.${third}`);
    refused(`${first}.${second}.${otherSignature}`);
    refused(`${refresh.split('.')[0] ?? ''}.${second}.${third}`);
    // A nested token is no token here, however well its inside is signed.
    refused(forge({ ...header, cty: 'JWT' }, access, own.privateKey));
  });

  it('§3.4 validates cryptographic inputs: zeros and other lengths are no signature', () => {
    const [first = '', second = '', third = ''] = access.split('.');
    const { length } = Buffer.from(third, 'base64url');
    for (const bytes of [Buffer.alloc(length), Buffer.alloc(length, 0xff), Buffer.alloc(0)]) {
      refused(`${first}.${second}.${encoded(bytes)}`);
    }
    refused(`${access}AA`);
  });

  it('§3.5 has keys with entropy: a short RSA key or another curve stops the boot', async () => {
    for (const weak of [rsaPair(1024), ecPair('secp256k1'), ecPair('P-384')]) {
      const jwtKeysDir = keyDirectory({ 'a.active.pem': privatePem(weak) });
      await expect(tokensWith({ jwtAlgorithm, jwtKeysDir })).rejects.toThrow('a.active.pem');
    }
  });

  it('§3.6 does not decompress', () => {
    const deflated = deflateRawSync(JSON.stringify(payload));
    refused(signedBytes(JSON.stringify({ ...header, zip: 'DEF' }), deflated));
  });

  it('§3.7 takes UTF-8 and nothing else', () => {
    const json = JSON.stringify(payload);
    const headerJson = JSON.stringify(header);
    refused(signedBytes(headerJson, Buffer.from(json, 'utf16le')));
    refused(
      signedBytes(headerJson, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(json)])),
    );
    const text = Buffer.from(json.replace('Ana-Sofía', 'Ana-Sof#a'));
    text[text.indexOf('#')] = 0xff;
    refused(signedBytes(headerJson, text));
  });

  it('§3.8 validates the issuer', () => {
    for (const iss of [
      undefined,
      '',
      `${ISSUER}/`,
      ISSUER.toUpperCase(),
      [ISSUER],
      'https://evil.example',
    ]) {
      refused(forge(header, { ...payload, iss }, own.privateKey));
    }
  });

  it('§3.9 validates the audience', () => {
    for (const aud of [undefined, '', `${AUDIENCE} `, 'other', ['other'], { [AUDIENCE]: 1 }]) {
      refused(forge(header, { ...payload, aud }, own.privateKey));
    }
  });

  it('§3.10 trusts no claim about where a key is to be found', () => {
    const jwk = stranger.publicKey.export({ format: 'jwk' });
    for (const claim of [
      { jwk },
      { jku: 'http://127.0.0.1:1/jwks.json' },
      { x5u: 'http://127.0.0.1:1/cert.pem' },
      { x5c: [publicPem(stranger)] },
      { kid: '../a.active.pem' },
      { kid: "x' UNION SELECT 'key" },
    ]) {
      refused(forge({ ...header, ...claim }, payload, stranger.privateKey));
    }
    refused(forged({ crit: ['b64'], b64: false }));
  });

  it('§3.11 types its tokens explicitly', () => {
    expect([headerOf(access).typ, headerOf(refresh).typ]).toEqual(['at+jwt', 'rt+jwt']);
    for (const typ of [undefined, 'JWT', 'application/at+jwt', 'at+JWT', 'id+jwt', 'logout+jwt']) {
      refused(forged({ typ }));
    }
  });

  it('§3.12 has rules for each kind that exclude the other', () => {
    expect(server.tokens.verifyAccess(access).valid).toBe(true);
    expect(server.tokens.verifyRefresh(refresh).valid).toBe(true);
    expect(server.tokens.verifyAccess(refresh).valid).toBe(false);
    expect(server.tokens.verifyRefresh(access).valid).toBe(false);
    // Even with the other's type on it, each lacks what the other needs.
    const disguisedRefresh = forge(header, payloadOf(refresh), own.privateKey);
    const disguisedAccess = forge(headerOf(refresh), payload, own.privateKey);
    expect(server.tokens.verifyAccess(disguisedRefresh).valid).toBe(false);
    expect(server.tokens.verifyRefresh(disguisedAccess).valid).toBe(false);
  });

  it('survives whatever else it is shown', () => {
    const segment = fc.string({ unit: 'binary', maxLength: 200 });
    fc.assert(
      fc.property(fc.array(segment, { maxLength: 6 }), (segments) => {
        refused(segments.join('.'));
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.object(), fc.jsonValue(), (extra, content) => {
        refused(signedBytes(JSON.stringify({ ...extra, ...header }), JSON.stringify(content)));
      }),
    );
  });
});
