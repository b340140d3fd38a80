import { isTokenRefused } from '../../packages/verifier/src/index.js';
import { until, useAuthority, verdict } from './authority/use-authority.js';
import { SigningKey } from './authority/signing-key.js';

const JWKS = '/realm/.well-known/jwks.json';

describe('the keys', () => {
  const stage = useAuthority();
  const asksForKeys = () => stage().authority.asked.filter((path) => path === JWKS).length;

  it('are asked for once more when a token names one that is new', async () => {
    const { authority, ready } = stage();
    const verifier = await ready();
    authority.keys = [SigningKey.ec('second'), authority.signingKey];
    const tokens = [authority.userToken(), authority.userToken(), authority.userToken()];
    const claims = await Promise.all(tokens.map((token) => verifier.verifyAsync(token)));
    expect(claims.map(({ sub }) => sub)).toEqual(['ana', 'ana', 'ana']);
    expect(asksForKeys()).toBe(2);
    expect(verdict(verifier, authority.userToken())).toBe('accepted');
  });

  it('are asked for in the background by a caller that does not wait', async () => {
    const { authority, ready } = stage();
    const verifier = await ready();
    authority.keys = [SigningKey.ec('second')];
    const token = authority.userToken();
    expect(verdict(verifier, token)).toBe('unknown-key');
    await until(() => verdict(verifier, token) === 'accepted');
  });

  it('are not asked for again and again by tokens with made-up names', async () => {
    const { authority, ready } = stage();
    let now = Date.now();
    const verifier = await ready({ clock: () => now });
    const refusals = async (count: number) => {
      for (let index = 0; index < count; index += 1) {
        const kid = `made-up-${index}`;
        await verifier.verifyAsync(authority.userToken({}, { kid })).catch((error: unknown) => {
          expect(isTokenRefused(error) && error.code).toBe('unknown-key');
        });
      }
    };
    await refusals(20);
    expect(asksForKeys()).toBe(2);
    now += 10_000;
    await refusals(20);
    expect(asksForKeys()).toBe(3);
  });

  it('that are not published any more are not trusted any more, nor what they signed', async () => {
    const { authority, ready } = stage();
    const verifier = await ready();
    const old = authority.userToken();
    expect(verdict(verifier, old)).toBe('accepted');
    authority.keys = [SigningKey.ec('second')];
    await verifier.verifyAsync(authority.userToken());
    expect(verdict(verifier, old)).toBe('unknown-key');
  });

  it('may not be replaced by another one of the same name without being looked at', async () => {
    const { authority, ready } = stage();
    const verifier = await ready();
    const old = authority.userToken();
    expect(verdict(verifier, old)).toBe('accepted');
    authority.keys = [SigningKey.ec('first')];
    const forged = authority.userToken();
    expect(verdict(verifier, forged)).toBe('bad-signature');
    authority.keys.push(SigningKey.ec('second'));
    await verifier.verifyAsync(authority.userToken({}, { kid: 'second' })).catch(() => undefined);
    expect(verdict(verifier, old)).toBe('bad-signature');
    expect(verdict(verifier, forged)).toBe('accepted');
  });

  it('stay when the server is away or answers with nonsense', async () => {
    const { authority, ready } = stage();
    const errors: Error[] = [];
    const verifier = await ready({ onError: (error) => errors.push(error) });
    const [first] = [authority.signingKey];
    authority.keys = [];
    const stranger = first.jws({}, { kid: 'unknown' });
    await expect(verifier.verifyAsync(stranger)).rejects.toMatchObject({ code: 'unknown-key' });
    authority.keys = [first];
    expect(errors.map(({ message }) => message)).toContain('The key set holds no usable key');
    expect(verdict(verifier, authority.userToken())).toBe('accepted');
    await authority.stop();
    expect(verdict(verifier, authority.userToken())).toBe('accepted');
  });

  it('that are weak, secret, of another use or of another curve are left out', async () => {
    const { authority, ready } = stage();
    const good = authority.signingKey;
    const altered = (kid: string, members: Readonly<Record<string, unknown>>) =>
      Object.defineProperty(SigningKey.ec(kid), 'jwk', {
        get: () => ({ ...good.jwk, kid, ...members }),
      });
    authority.keys = [
      good,
      SigningKey.rsa('short', 1024),
      SigningKey.ec('curve', 'P-384'),
      altered('encryption', { use: 'enc' }),
      altered('without a use', { use: undefined }),
      altered('without an algorithm', { alg: undefined }),
      altered('of another algorithm', { alg: 'RS256' }),
      altered('private', { d: 'AAAA' }),
      altered('broken', { x: 'AAAA' }),
      altered('', {}),
    ];
    expect((await ready()).status().keys).toBe(1);
  });
});

describe('the metadata of the issuer', () => {
  const stage = useAuthority();

  it('say where keys and revocations are', async () => {
    const { authority, ready } = stage();
    await ready();
    expect(authority.asked[0]).toBe('/.well-known/oauth-authorization-server/realm');
  });

  it('are not asked where both places are given', async () => {
    const { authority, ready } = stage();
    const { issuer } = authority;
    const revocationsUri = `${issuer}/api/v1/auth/revocations`;
    await ready({ jwksUri: `${issuer}/.well-known/jwks.json`, revocationsUri });
    expect(authority.asked.some((path) => path.includes('oauth-authorization-server'))).toBe(false);
  });

  it('of another issuer are refused (RFC 8414 §3.3)', async () => {
    const { authority, verifier } = stage();
    authority.discovery.issuer = 'https://elsewhere.example';
    const errors: Error[] = [];
    const one = verifier({ onError: (error) => errors.push(error) });
    await until(() => errors.length > 0);
    expect(errors[0]?.message).toContain('not those of');
    expect(one.status().state).toBe('starting');
    delete authority.discovery.issuer;
    await one.ready();
  });
});
