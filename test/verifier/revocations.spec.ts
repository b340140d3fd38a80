import type { RevocationEvent } from '../../packages/verifier/src/index.js';
import { until, useAuthority, verdict } from './authority/use-authority.js';
import { SigningKey } from './authority/signing-key.js';

const now = (): number => Math.floor(Date.now() / 1000);

describe('a revocation', () => {
  const stage = useAuthority();

  it('ends a session, and with it the tokens that were seen before', async () => {
    const { authority, ready } = stage();
    const verifier = await ready();
    const [ended, other] = [authority.userToken(), authority.userToken({ sid: 's-2' })];
    expect([verdict(verifier, ended), verdict(verifier, other)]).toEqual(['accepted', 'accepted']);
    authority.log.revoke('session-revoked', 's-1');
    await until(() => verdict(verifier, ended) === 'revoked');
    expect(verdict(verifier, authority.userToken())).toBe('revoked');
    expect(verdict(verifier, other)).toBe('accepted');
  });

  it.each([
    ['user-revoked', 'u-1', 'userToken', 'serviceToken'],
    ['client-revoked', 'billing', 'serviceToken', 'userToken'],
  ] as const)('%s ends what was issued until then and nothing later', async (...row) => {
    const [type, id, concerned, other] = row;
    const { authority, ready } = stage();
    const verifier = await ready();
    const at = now();
    const upTo = authority[concerned]({ iat: at });
    authority.log.revoke(type, id, { at });
    await until(() => verdict(verifier, upTo) === 'revoked');
    expect(verdict(verifier, authority[concerned]({ iat: at - 100 }))).toBe('revoked');
    expect(verdict(verifier, authority[concerned]({ iat: at + 1 }))).toBe('accepted');
    expect(verdict(verifier, authority[other]({ iat: at }))).toBe('accepted');
  });

  it('of a service does not concern people who logged in by a contract of that name', async () => {
    const { authority, ready } = stage();
    authority.log.revoke('client-revoked', 'billing');
    const verifier = await ready();
    expect(verdict(verifier, authority.serviceToken())).toBe('revoked');
    expect(verdict(verifier, authority.userToken({ client_id: 'billing' }))).toBe('accepted');
  });

  it('of a key ends all that it signed, though the key is still published', async () => {
    const { authority, ready } = stage();
    let time = Date.now();
    const verifier = await ready({ clock: () => time });
    const stolen = authority.signingKey;
    const seen = authority.userToken();
    expect(verdict(verifier, seen)).toBe('accepted');
    authority.keys = [SigningKey.ec('second'), stolen];
    authority.log.revoke('key-revoked', 'first', { until: now() + 60 });
    await until(() => verdict(verifier, seen) === 'revoked');
    expect(await verifier.verifyAsync(authority.userToken())).toMatchObject({ sub: 'ana' });
    time += 120_000;
    // The keys are read anew, with the stolen one still among them and its time over.
    authority.keys = [SigningKey.ec('third'), stolen];
    await verifier.verifyAsync(authority.userToken());
    authority.keys = [stolen];
    expect(verdict(verifier, authority.userToken({ iat: now() + 120 }))).toBe('revoked');
  });

  it('is forgotten when its time is over', async () => {
    const { authority, ready } = stage();
    let time = Date.now();
    authority.log.revoke('session-revoked', 's-1', { until: now() + 60 });
    const verifier = await ready({ clock: () => time });
    const token = authority.userToken();
    expect(verdict(verifier, token)).toBe('revoked');
    expect(verifier.status().revocations).toBe(1);
    time += 61_000;
    expect(verdict(verifier, token)).toBe('accepted');
    authority.log.revoke('session-revoked', 's-2');
    await until(() => verdict(verifier, authority.userToken({ sid: 's-2' })) === 'revoked');
    expect(verifier.status().revocations).toBe(1);
  });

  it('is told to who wants to know, and a fault there disturbs nothing', async () => {
    const { authority, ready } = stage();
    const events: RevocationEvent[] = [];
    const onEvent = (event: RevocationEvent): void => {
      events.push(event);
      throw new Error('a fault of the listener');
    };
    const errors: string[] = [];
    const verifier = await ready({ onEvent, onError: ({ message }) => errors.push(message) });
    authority.log.revoke('session-revoked', 's-1', { at: 5, until: now() + 60 });
    await until(() => verdict(verifier, authority.userToken()) === 'revoked');
    expect(events).toEqual([
      {
        type: 'session-revoked',
        id: 's-1',
        eventTimestamp: 5,
        until: expect.any(Number),
        initiatingEntity: 'admin',
        reasonAdmin: 'a test',
      },
    ]);
    expect(errors).toEqual(['a fault of the listener']);
    expect(verifier.status().state).toBe('current');
  });
});

describe('the feed', () => {
  const stage = useAuthority();
  const queries = (): string[] => stage().authority.feedQueries.map(String);

  it('begins with all that still matters, page by page', async () => {
    const { authority, ready } = stage();
    authority.log.pageSize = 2;
    for (const sid of ['s-1', 's-2', 's-3', 's-4', 's-5']) {
      authority.log.revoke('session-revoked', sid);
    }
    const verifier = await ready();
    expect(verifier.status()).toMatchObject({ state: 'current', feed: 'on', revocations: 5 });
    expect(queries().slice(0, 3)).toEqual(['wait=0', 'cursor=1.2&wait=0', 'cursor=1.4&wait=0']);
    await until(() => queries().length > 3);
    expect(queries()[3]).toBe('cursor=1.5&wait=30');
  });

  it('accepts nothing before its first snapshot is whole', async () => {
    const { authority, verifier } = stage();
    authority.feedStatus = 503;
    const one = verifier();
    await until(() => one.status().keys > 0 && queries().length > 0);
    expect(one.status()).toMatchObject({ state: 'starting', revocationsAge: null });
    expect(verdict(one, authority.userToken())).toBe('stale');
    authority.feedStatus = 200;
    await one.ready();
    expect(verdict(one, authority.userToken())).toBe('accepted');
  });

  it('replaces what is known when the server begins anew', async () => {
    const { authority, ready } = stage();
    authority.log.revoke('session-revoked', 's-1');
    const verifier = await ready();
    expect(verdict(verifier, authority.userToken())).toBe('revoked');
    authority.log.beginAnew();
    await until(() => verdict(verifier, authority.userToken()) === 'accepted');
    expect(verifier.status().revocations).toBe(0);
  });

  it.each([
    ['is signed by a stranger', { key: SigningKey.ec('first') }],
    ['is a token of another type', { header: { typ: 'at+jwt' } }],
    ['is of another issuer', { claims: { iss: 'https://elsewhere.example' } }],
    ['has no cursor', { claims: { cursor: undefined } }],
    ['has an event that cannot be read', { claims: { events: [{ type: 'user-revoked' }] } }],
    ['begins in the middle', { claims: { snapshot: false } }],
    ['has no end', { claims: { cursor: 'c', more: true } }],
  ])('is not believed where an answer %s', async (_, signing) => {
    const { authority, verifier } = stage();
    authority.feedSigning = signing;
    const errors: Error[] = [];
    const one = verifier({ onError: (error) => errors.push(error) });
    await until(() => errors.length > 0);
    expect(one.status().state).toBe('starting');
    authority.feedSigning = {};
    await one.ready();
    expect(verdict(one, authority.userToken())).toBe('accepted');
  });

  it('may be signed with a key that was published only now', async () => {
    const { authority, ready } = stage();
    const verifier = await ready();
    const token = authority.userToken();
    authority.keys = [SigningKey.rsa('second'), authority.signingKey];
    authority.log.revoke('session-revoked', 's-1');
    await until(() => verdict(verifier, token) === 'revoked');
    expect(verifier.status().state).toBe('current');
  });

  it('skips events of a kind that came later, and says so', async () => {
    const { authority, ready } = stage();
    authority.feedSigning = { claims: { events: [{ type: 'planet-revoked' }] } };
    const errors: string[] = [];
    await ready({ onError: ({ message }) => errors.push(message) });
    expect(errors).toContain('The feed has 1 unknown events');
  });

  it('is off without credentials, and the status says so', async () => {
    const { authority, readyWithoutFeed } = stage();
    const verifier = await readyWithoutFeed();
    expect(verifier.status()).toMatchObject({ state: 'current', feed: 'off' });
    expect(verdict(verifier, authority.userToken())).toBe('accepted');
    expect(queries()).toEqual([]);
  });
});
