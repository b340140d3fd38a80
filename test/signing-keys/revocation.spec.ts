import { createVerifier, type Verifier } from '../../packages/verifier/src/index.js';
import { RevocationFeed } from '../../src/revocations/revocation-feed.js';
import { KeyRevocation } from '../../src/signing-keys/key-revocation.js';
import { KeyStore } from '../../src/signing-keys/key-store.js';
import { RevocationIndex } from '../../src/token-store/revocation-index.js';
import { RevocationLog } from '../../src/token-store/revocation-log.js';
import { STANDBY_TIME } from '../../src/tokens/keys/key-lifetimes.js';
import {
  ask,
  BY_OPERATOR,
  isActive,
  newClient,
  serviceToken,
  SIGNED_TYPE,
} from '../e2e/harness/clients.js';
import { eventually } from '../e2e/harness/eventually.js';
import { openFeed } from '../e2e/harness/revocation-feed.js';
import { ROUTES } from '../e2e/harness/routes.js';
import { login, refreshByBody, validation } from '../e2e/harness/sessions.js';
import { verdict } from '../verifier/authority/use-authority.js';
import { kidOf, stores, TwoInstances } from './two-instances.js';

const both = <T>(value: T): readonly T[] => [value, value];

describe.each(stores)('a key in the $store that is revoked, on $dialect,', (store) => {
  let scene: TwoInstances;

  beforeEach(async () => {
    scene = await TwoInstances.start(store);
  });

  afterEach(() => scene.close());

  const validations = (token: string) =>
    Promise.all(scene.both.map((server) => validation(server, token)));
  /** Both read the log of revocations, as they do twice a second, and then the keys. */
  const hear = async () => {
    await Promise.all(scene.both.map((server) => server.resolve(RevocationIndex).poll()));
    await scene.follow();
  };

  it('ends every token that it signed, in whatever memory they are, and no other', async () => {
    const { accessToken, refreshToken } = await scene.login(scene.one);
    const envelope = await login(scene.one, 'envelope', scene.account);
    const service = await newClient(scene.one);
    const token = await serviceToken(scene.two, service);
    expect(await validations(accessToken)).toEqual(both(200));
    expect(await isActive(scene.two, service, token)).toBe(true);

    await scene.revoke(kidOf(accessToken));
    await hear();
    expect(await validations(accessToken)).toEqual(both(401));
    for (const server of scene.both) {
      expect(await isActive(server, service, token)).toBe(false);
      expect((await refreshByBody(server, refreshToken)).status).toBe(401);
    }
    expect(await scene.published()).not.toContain(kidOf(accessToken));
    const refreshed = await refreshByBody(scene.two, envelope.refreshToken, ROUTES.envelopeRefresh);
    expect(refreshed.status).toBe(200);
    expect(await validations(refreshed.string('data', 'token'))).toEqual(both(200));
  });

  it('is followed by one that is made for it, which signs everywhere', async () => {
    const [old = ''] = await scene.published();
    const revoked = await scene.revoke(old);
    await hear();
    // Those who log in meanwhile wait for the moment when it signs.
    expect(await scene.signing()).toEqual(both(revoked?.successor?.kid));
    expect(await scene.published()).toEqual([revoked?.successor?.kid]);
  });

  it('is followed at once by the key on standby, where one is ready', async () => {
    const [old = ''] = await scene.published();
    const { key } = await scene.rotate();
    await scene.follow();
    scene.clock.advance(STANDBY_TIME / 1000 - 1);
    const { accessToken } = await scene.login(scene.two);
    expect(kidOf(accessToken)).toBe(old);
    const revoked = await scene.revoke(old);
    expect(revoked?.successor?.kid).toBe(key.kid);
    await hear();
    expect(await validations(accessToken)).toEqual(both(401));
    expect(await scene.signing()).toEqual(both(key.kid));
    expect(await scene.published()).toEqual([key.kid]);
  });

  it('changes nothing else where it does not sign', async () => {
    const { accessToken } = await scene.login(scene.one);
    const { key } = await scene.rotate(true);
    await scene.follow();
    scene.clock.advance(2);
    expect(await scene.revoke(kidOf(accessToken))).toEqual({ successor: null });
    await hear();
    expect(await validations(accessToken)).toEqual(both(401));
    expect(await scene.signing()).toEqual(both(key.kid));
    const next = await scene.rotate();
    expect(await scene.revoke(next.key.kid)).toEqual({ successor: null });
    await scene.follow();
    scene.clock.advance(STANDBY_TIME / 1000);
    expect(await scene.signing()).toEqual(both(key.kid));
  });

  it('may be named twice, and one that is none is told so', async () => {
    const [old = ''] = await scene.published();
    const first = await scene.revoke(old);
    expect(await scene.revoke(old)).toEqual({ successor: null });
    await hear();
    expect(await scene.published()).toEqual([first?.successor?.kid]);
    expect(await scene.revoke('made-up')).toBeNull();
  });

  it('is followed by one of the servers’ own where the next one is revoked too', async () => {
    const [old = ''] = await scene.published();
    const { key } = await scene.rotate();
    const rest = scene.two.resolve(KeyRevocation).revoke(key.kid, BY_OPERATOR);
    await Promise.all([scene.revoke(old), rest]);
    await hear();
    await scene.follow();
    const [signing = ''] = await scene.signing();
    expect([old, key.kid]).not.toContain(signing);
    expect(await scene.signing()).toEqual(both(signing));
  });

  it('is refused and marked where only the log says so', async () => {
    const { accessToken } = await scene.login(scene.one);
    const subject = kidOf(accessToken);
    const revokedAt = scene.clock.now();
    const made = { kind: 'key', subject, reason: 'key-revoked', revokedAt } as const;
    await scene.one.resolve(RevocationLog).append([made]);
    await hear();
    expect(await validations(accessToken)).toEqual(both(401));
    await scene.follow();
    const { keys } = await scene.two.resolve(KeyStore).read();
    const marked = keys.find(({ key }) => key.kid === subject);
    expect(marked?.revokedAt).toBe(revokedAt);
    expect((await scene.signing()).includes(subject)).toBe(false);
  });

  it('signs nothing that services are told from then on', async () => {
    const [old = ''] = await scene.published();
    const service = await newClient(scene.one);
    const revoked = await scene.revoke(old);
    await hear();
    const { signal } = new AbortController();
    const jwt = await scene.two.resolve(RevocationFeed).next({ cursor: null, wait: 0, signal });
    expect(kidOf(jwt)).toBe(revoked?.successor?.kid);
    const { events } = await openFeed(scene.two, jwt);
    expect(events.map(({ type, sub_id: { id } }) => `${type} ${id}`)).toEqual([
      `key-revoked ${old}`,
    ]);
    const headers = { accept: SIGNED_TYPE };
    const token = 'whatever';
    const answer = await ask(scene.two, ROUTES.introspection, service, { token }, headers);
    expect(kidOf(answer.text)).toBe(revoked?.successor?.kid);
  });

  describe('a service with the verifier', () => {
    let verifier: Verifier | undefined;

    afterEach(() => {
      verifier?.close();
    });

    it('goes through a rotation, and refuses what a revoked key signed', async () => {
      const { id, secret } = await newClient(scene.one);
      verifier = createVerifier({
        issuer: 'http://localhost:3000',
        audience: 'portcullis',
        clientId: id,
        clientSecret: secret,
        jwksUri: `${scene.two.origin}${ROUTES.jwks}`,
        revocationsUri: `${scene.two.origin}${ROUTES.revocations}`,
        clock: () => scene.clock.now(),
      });
      await verifier.ready();
      const before = await scene.login(scene.one);
      expect(verdict(verifier, before.accessToken)).toBe('accepted');

      await scene.rotate(true);
      await scene.follow();
      scene.clock.advance(2);
      const after = await scene.login(scene.one);
      expect(kidOf(after.accessToken)).not.toBe(kidOf(before.accessToken));
      expect((await verifier.verifyAsync(after.accessToken)).sid).toBeDefined();
      expect(verdict(verifier, before.accessToken)).toBe('accepted');

      await scene.revoke(kidOf(after.accessToken));
      const heard = verifier;
      await eventually(() => Promise.resolve(verdict(heard, after.accessToken) === 'revoked'));
      expect(verdict(heard, before.accessToken)).toBe('accepted');
    });
  });
});
