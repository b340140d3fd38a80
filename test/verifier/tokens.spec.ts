import { isService, isUser } from '../../packages/verifier/src/index.js';
import { useAuthority, verdict } from './authority/use-authority.js';
import { SigningKey } from './authority/signing-key.js';

describe('a token of the server', () => {
  const stage = useAuthority();

  it('is a person’s, with all that the server says of them', async () => {
    const { authority, ready } = stage();
    const claims = (await ready()).verify(authority.userToken({ roles: ['user', 'admin'] }));
    expect(isUser(claims)).toBe(true);
    expect(claims).toMatchObject({ sub: 'ana', uid: 'u-1', sid: 's-1', roles: ['user', 'admin'] });
  });

  it('is a service’s, which has no session', async () => {
    const { authority, ready } = stage();
    const claims = (await ready()).verify(authority.serviceToken());
    expect(isService(claims)).toBe(true);
    expect(claims).toMatchObject({ sub: 'billing', client_id: 'billing', scope: 'read write' });
  });

  it.each([
    ['RS256', () => SigningKey.rsa('one')],
    ['ES256', () => SigningKey.ec('one')],
  ])('may be signed with %s', async (_, key) => {
    const { authority, ready } = stage();
    authority.keys = [key()];
    expect(verdict(await ready(), authority.userToken())).toBe('accepted');
  });

  it('gives the same claims again, which cannot be changed', async () => {
    const { authority, ready } = stage();
    const verifier = await ready();
    const token = authority.userToken();
    const claims = verifier.verify(token);
    expect(verifier.verify(token)).toBe(claims);
    expect(Object.isFrozen(claims)).toBe(true);
    expect(Object.isFrozen(claims.roles)).toBe(true);
  });

  it.each(['AT+JWT', 'application/at+jwt', 'Application/AT+JWT'])(
    'may say its type as %s (RFC 9068 §2.1)',
    async (typ) => {
      const { authority, ready } = stage();
      expect(verdict(await ready(), authority.userToken({}, { typ }))).toBe('accepted');
    },
  );

  it('is for each of its audiences, and a service may have several names', async () => {
    const { authority, ready } = stage();
    const verifier = await ready({ audience: ['stock', 'orders'] });
    expect(verdict(verifier, authority.userToken({ aud: ['billing', 'orders'] }))).toBe('accepted');
    expect(verdict(verifier, authority.userToken({ aud: ['billing'] }))).toBe('wrong-audience');
  });
});

describe('the times of a token', () => {
  const stage = useAuthority();
  const START = Date.UTC(2030, 0, 1);
  const SECONDS = START / 1000;

  it('has expired in the very second that it names, also when it was seen before', async () => {
    const { authority, ready } = stage();
    let now = START;
    const verifier = await ready({ clock: () => now });
    const token = authority.userToken({ iat: SECONDS, exp: SECONDS + 10 });
    now = START + 9_999;
    expect(verdict(verifier, token)).toBe('accepted');
    now = START + 10_000;
    expect(verdict(verifier, token)).toBe('expired');
    expect(verdict(verifier, authority.userToken({ iat: SECONDS, exp: SECONDS + 10 }))).toBe(
      'expired',
    );
  });

  it.each(['iat', 'nbf'])('allow %s to be sixty seconds ahead, and no more', async (member) => {
    const { authority, ready } = stage();
    let now = START;
    const verifier = await ready({ clock: () => now });
    const times = { iat: SECONDS, exp: SECONDS + 900 };
    const at = (seconds: number) => authority.userToken({ ...times, [member]: SECONDS + seconds });
    expect(verdict(verifier, at(60))).toBe('accepted');
    const early = at(61);
    expect(verdict(verifier, early)).toBe('not-yet-valid');
    now += 1000;
    expect(verdict(verifier, early)).toBe('accepted');
  });
});
