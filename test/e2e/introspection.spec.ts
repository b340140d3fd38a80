import { createLocalJWKSet, jwtVerify, type JSONWebKeySet } from 'jose';
import { Clients } from '../../src/clients/clients.js';
import { register } from './harness/accounts.js';
import {
  ask,
  basic,
  BATCH_TYPE,
  type Credentials,
  introspect,
  isActive,
  newClient,
  serviceToken,
  SIGNED_TYPE,
} from './harness/clients.js';
import { onEachDatabase, useServer } from './harness/each-database.js';
import { decode, reissue, unsigned } from './harness/jwt.js';
import { ROUTES } from './harness/routes.js';
import { bearer, CONTRACTS, login } from './harness/sessions.js';
import { MINUTE } from './harness/test-clock.js';

const path = ROUTES.introspection;
const INACTIVE = { active: false };

onEachDatabase('introspection', (database) => {
  const server = useServer(database);
  let orders: Credentials;
  let stranger: Credentials;

  beforeAll(async () => {
    orders = await newClient(server(), { audiences: ['portcullis', 'orders'] });
    stranger = await newClient(server(), { audiences: ['elsewhere'] });
  });

  it.each(CONTRACTS)('says what is in the access token of a %s session', async (contract) => {
    const account = await register(server());
    const { accessToken } = await login(server(), contract, account);
    const answer = await introspect(server(), orders, accessToken);
    const { claims } = decode(accessToken);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      ...claims,
      active: true,
      token_type: 'Bearer',
      username: account.username,
    });
    expect(answer.header('cache-control')).toBe('private, max-age=5');
  });

  it('says what is in a service’s token', async () => {
    const token = await serviceToken(server(), orders, { audience: 'orders' });
    const { claims } = decode(token);
    const answer = await introspect(server(), orders, token);
    expect(answer.body).toEqual({ ...claims, active: true, token_type: 'Bearer' });
    expect(answer.value('uid')).toBeUndefined();
  });

  it('says no more than inactive of what is not good', async () => {
    const { accessToken, refreshToken } = await login(
      server(),
      'token-pair',
      await register(server()),
    );
    const key = server().key;
    const token = await serviceToken(server(), orders);
    const bad = [
      'nonsense',
      'a'.repeat(9000),
      refreshToken,
      unsigned(accessToken),
      `${accessToken}x`,
      reissue(key, accessToken, { header: { typ: 'JWT' } }),
      reissue(key, accessToken, { claims: { aud: 'orders' } }),
      reissue(key, accessToken, { claims: { iss: 'https://elsewhere' } }),
      reissue(key, accessToken, { claims: { uid: undefined } }),
      reissue(key, token, { claims: { uid: 'somebody' } }),
      reissue(key, token, { claims: { sub: 'another' } }),
      reissue(key, token, { claims: { aud: [] } }),
    ];
    for (const each of bad) {
      const answer = await introspect(server(), orders, each);
      expect([answer.status, answer.body]).toEqual([200, INACTIVE]);
      expect(answer.header('cache-control')).toBe('no-store');
    }
  });

  it('says inactive to those that a token is not for', async () => {
    const { accessToken } = await login(server(), 'envelope', await register(server()));
    const token = await serviceToken(server(), orders, { audience: 'orders' });
    for (const each of [accessToken, token]) {
      expect(await isActive(server(), orders, each)).toBe(true);
      expect((await introspect(server(), stranger, each)).body).toEqual(INACTIVE);
    }
  });

  it('says inactive once the session has ended', async () => {
    const { accessToken } = await login(server(), 'token-pair', await register(server()));
    expect(await isActive(server(), orders, accessToken)).toBe(true);
    await server().send({ path: ROUTES.logout, headers: bearer(accessToken) });
    expect((await introspect(server(), orders, accessToken)).body).toEqual(INACTIVE);
  });

  it('lets no answer be remembered longer than the token lives', async () => {
    const { accessToken } = await login(server(), 'token-pair', await register(server()));
    server().clock.advance(15 * MINUTE - 3);
    const answer = await introspect(server(), orders, accessToken);
    const [, age = ''] = /^private, max-age=(\d)$/.exec(answer.header('cache-control')) ?? [];
    expect(Number(age)).toBeGreaterThan(0);
    expect(Number(age)).toBeLessThanOrEqual(3);
    server().clock.advance(4);
    expect((await introspect(server(), orders, accessToken)).body).toEqual(INACTIVE);
  });

  it('signs its answer where that is asked for (RFC 9701)', async () => {
    const keys = (await server().get(ROUTES.jwks)).body as JSONWebKeySet;
    const token = await serviceToken(server(), orders);
    for (const each of [token, 'nonsense']) {
      const headers = { accept: SIGNED_TYPE };
      const answer = await ask(server(), path, orders, { token: each }, headers);
      expect(answer.header('content-type')).toBe(SIGNED_TYPE);
      const { payload } = await jwtVerify(answer.text, createLocalJWKSet(keys), {
        typ: 'token-introspection+jwt',
        issuer: 'http://localhost:3000',
        audience: orders.id,
        currentDate: new Date(server().clock.now()),
      });
      const plain = (await introspect(server(), orders, each)).body;
      expect(payload).toEqual({
        iss: 'http://localhost:3000',
        aud: orders.id,
        iat: expect.any(Number),
        token_introspection: plain,
      });
      expect(await isActive(server(), orders, answer.text)).toBe(false);
    }
  });

  it('answers plainly where that is liked as much', async () => {
    for (const accept of ['*/*', 'application/json', `${SIGNED_TYPE};q=0.5, application/json`]) {
      const answer = await ask(server(), path, orders, { token: 'a' }, { accept });
      expect(answer.body).toEqual(INACTIVE);
    }
  });

  it('answers a batch in its order', async () => {
    const { accessToken } = await login(server(), 'token-pair', await register(server()));
    const tokens = [...Array.from({ length: 98 }, () => accessToken), 'nonsense', accessToken];
    const headers = { ...basic(orders), 'content-type': BATCH_TYPE, accept: BATCH_TYPE };
    const body = JSON.stringify({ tokens });
    expect(body.length).toBeGreaterThan(64 * 1024);
    const answer = await server().send({ path, headers, body });
    expect(answer.status).toBe(200);
    expect(answer.header('content-type')).toContain(BATCH_TYPE);
    const results = answer.value('results') as { active: boolean }[];
    expect(results.map(({ active }) => active)).toEqual(
      tokens.map((token) => token === accessToken),
    );
    expect(results[98]).toEqual(INACTIVE);
  });

  it.each([
    ['more than 100', { tokens: Array.from({ length: 101 }, () => 'a') }],
    ['none', { tokens: [] }],
    ['what is no text', { tokens: ['a', 1] }],
    ['no list', ['a']],
  ])('refuses a batch with %s', async (_, json) => {
    const headers = { ...basic(orders), 'content-type': BATCH_TYPE };
    const answer = await server().send({ path, headers, body: JSON.stringify(json) });
    expect([answer.status, answer.value('error')]).toEqual([400, 'invalid_request']);
  });

  it('refuses to answer where no token is named', async () => {
    const answer = await ask(server(), path, orders, { token: '' });
    expect([answer.status, answer.value('error')]).toEqual([400, 'invalid_request']);
  });

  it('is counted by what it came to', async () => {
    await isActive(server(), orders, await serviceToken(server(), orders));
    await isActive(server(), orders, 'nonsense');
    const { text } = await server().get('/metrics');
    expect(text).toMatch(/portcullis_introspections_total\{outcome="active"\} [1-9]/);
    expect(text).toMatch(/portcullis_introspections_total\{outcome="inactive"\} [1-9]/);
  });

  it('goes on for a minute while the database does not answer', async () => {
    const orders = await newClient(server());
    const { accessToken } = await login(server(), 'token-pair', await register(server()));
    expect(await isActive(server(), orders, accessToken)).toBe(true);
    const failing = jest
      .spyOn(server().resolve(Clients), 'find')
      .mockRejectedValue(new Error('away'));
    server().clock.advance(50);
    expect(await isActive(server(), orders, accessToken)).toBe(true);
    server().clock.advance(20);
    expect((await introspect(server(), orders, accessToken)).status).toBe(500);
    failing.mockRestore();
    expect(await isActive(server(), orders, accessToken)).toBe(true);
  });
});
