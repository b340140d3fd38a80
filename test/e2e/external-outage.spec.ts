import { randomUUID } from 'node:crypto';
import { register } from './harness/accounts.js';
import type { Answer } from './harness/answer.js';
import { onEachDatabase } from './harness/each-database.js';
import { type ExpectedAnswer, expectAnswer } from './harness/golden.js';
import { login } from './harness/sessions.js';
import { begin, exchange, PROVIDERS } from './providers/exchanges.js';
import { TIMED_OUT, UNAVAILABLE } from './providers/faults.js';
import {
  type Answering,
  type Endpoint,
  HostileProvider,
  json,
} from './providers/hostile-provider.js';
import { providerSettings, serverSettings } from './providers/settings.js';
import { TlsServer } from './providers/tls-server.js';
import { useProvider } from './providers/use-providers.js';

const DISCOVERY: Endpoint = '/.well-known/openid-configuration';
const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

const silence: Answering = () => undefined;

const hangUp: Answering = (request) => request.socket.destroy();

/** Something now and then, and never an end. */
const drip: Answering = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 100);
  response.on('close', () => {
    clearInterval(timer);
  });
};

onEachDatabase('a provider that is unwell', (database) => {
  const useHostile = () =>
    useProvider(
      database,
      () => HostileProvider.start(),
      ({ issuer }) => ({ settings: serverSettings([providerSettings({ name: 'corp', issuer })]) }),
    );

  describe('and hangs', () => {
    const running = useHostile();

    it('is not waited for, while passwords log in', async () => {
      const { provider, server } = running();
      const account = await register(server);
      expect((await exchange(server, { authCode: randomUUID() })).status).toBe(200);
      let asked = 0;
      provider.misbehave('/token', (request, response) => {
        asked += 1;
        (asked % 2 === 0 ? silence : drip)(request, response);
      });
      let answered = 0;
      const exchanges = Array.from({ length: 4 }, async () => {
        const answer = await exchange(server, { authCode: randomUUID() });
        answered += 1;
        return answer;
      });
      await login(server, 'token-pair', account);
      expect(answered).toBe(0);
      // Nothing else ends them: the server's own deadline for requests would be a 503.
      for (const answer of await Promise.all(exchanges)) expectAnswer(answer, TIMED_OUT);
    });
  });

  describe('from the beginning', () => {
    const running = useHostile();

    it.each<readonly [string, Endpoint, (provider: HostileProvider) => Answering, ExpectedAnswer]>([
      ['whose metadata fail', DISCOVERY, () => json({}, 500), UNAVAILABLE],
      ['whose metadata are not there', DISCOVERY, () => json({}, 404), UNAVAILABLE],
      ['whose metadata hang', DISCOVERY, () => silence, TIMED_OUT],
      [
        'whose metadata are of another issuer',
        DISCOVERY,
        (provider) => json({ ...provider.discovery(), issuer: 'https://other.example.com' }),
        UNAVAILABLE,
      ],
      ['whose keys are none', '/jwks', () => json({ keys: 'none' }), UNAVAILABLE],
      ['whose keys are empty', '/jwks', () => json({ keys: [] }), UNAVAILABLE],
      [
        'whose token endpoint is no address',
        DISCOVERY,
        (provider) => json({ ...provider.discovery(), token_endpoint: 'token' }),
        UNAVAILABLE,
      ],
      [
        'whose endpoints have another scheme',
        DISCOVERY,
        (provider) => json({ ...provider.discovery(), userinfo_endpoint: 'ftp://localhost/x' }),
        UNAVAILABLE,
      ],
    ])('and %s', async (_, endpoint, answering, expected) => {
      const { provider, server } = running();
      // What was cached before is too old to be used.
      server.clock.advance(DAY + MINUTE);
      provider.misbehave(endpoint, answering(provider));
      const asked = provider.timesAsked('/token');
      const [answer, start] = await Promise.all([
        exchange(server, { authCode: randomUUID() }),
        server.post(`${PROVIDERS}/corp/authorization`, {}),
      ]);
      expectAnswer(answer, expected);
      expect(provider.timesAsked('/token')).toBe(asked);
      expect(start.status).toBe(endpoint === DISCOVERY ? answer.status : 200);
      provider.behave();
      expect((await exchange(server, { authCode: randomUUID() })).status).toBe(200);
    });
  });

  describe('after it was well', () => {
    const running = useHostile();

    it('is remembered: metadata and keys are asked for every ten minutes', async () => {
      const { provider, server } = running();
      const tryCode = () => exchange(server, { authCode: randomUUID() });
      const asked = () => [provider.timesAsked(DISCOVERY), provider.timesAsked('/jwks')];
      await Promise.all([tryCode(), tryCode(), tryCode()]);
      server.clock.advance(9 * MINUTE);
      expect((await tryCode()).status).toBe(200);
      expect(asked()).toEqual([1, 1]);
      server.clock.advance(2 * MINUTE);
      expect((await tryCode()).status).toBe(200);
      expect(asked()).toEqual([2, 2]);
    });

    it('is asked again as soon where the clock was set back', async () => {
      const { provider, server } = running();
      const tryCode = () => exchange(server, { authCode: randomUUID() });
      expect((await tryCode()).status).toBe(200);
      const asked = provider.timesAsked(DISCOVERY);
      server.clock.step(-120 * MINUTE);
      server.clock.advance(11 * MINUTE);
      await tryCode();
      expect(provider.timesAsked(DISCOVERY)).toBe(asked + 1);
      server.clock.step(120 * MINUTE);
    });

    it('is remembered for a day while it tells nothing new, and no longer', async () => {
      const { provider, server } = running();
      const tryCode = () => exchange(server, { authCode: randomUUID() });
      expect((await tryCode()).status).toBe(200);
      provider.misbehave(DISCOVERY, json({}, 500));
      provider.misbehave('/jwks', json({}, 500));
      server.clock.advance(DAY - MINUTE);
      expect((await tryCode()).status).toBe(200);
      server.clock.advance(2 * MINUTE);
      expectAnswer(await tryCode(), UNAVAILABLE);
    });
  });

  describe('again and again', () => {
    const running = useHostile();

    it('is given a rest of half a minute, and then tried', async () => {
      const { provider, server } = running();
      const tryCode = (): Promise<Answer> => exchange(server, { authCode: randomUUID() });
      provider.misbehave('/token', hangUp);
      for (let failures = 0; failures < 5; failures += 1) {
        // That somebody can begin does not mean that they can end.
        await begin(server, 'corp', {});
        expectAnswer(await tryCode(), UNAVAILABLE);
      }
      expect(provider.timesAsked('/token')).toBe(5);
      expectAnswer(await tryCode(), UNAVAILABLE);
      expect((await server.post(`${PROVIDERS}/corp/authorization`, {})).status).toBe(502);
      expect(provider.timesAsked('/token')).toBe(5);
      server.clock.advance(31);
      expectAnswer(await tryCode(), UNAVAILABLE);
      expectAnswer(await tryCode(), UNAVAILABLE);
      expect(provider.timesAsked('/token')).toBe(6);
      provider.behave();
      server.clock.advance(31);
      expect((await tryCode()).status).toBe(200);
      expect((await tryCode()).status).toBe(200);
    });

    it('is tried as soon where the clock was set back', async () => {
      const { provider, server } = running();
      provider.misbehave('/token', hangUp);
      for (let failures = 0; failures < 6; failures += 1) {
        await exchange(server, { authCode: randomUUID() });
      }
      const asked = provider.timesAsked('/token');
      server.clock.step(-120 * MINUTE);
      server.clock.advance(31);
      await exchange(server, { authCode: randomUUID() });
      expect(provider.timesAsked('/token')).toBe(asked + 1);
      server.clock.step(120 * MINUTE);
      provider.behave();
      server.clock.advance(31);
      expect((await exchange(server, { authCode: randomUUID() })).status).toBe(200);
    });

    it('is not given a rest for codes that it refuses', async () => {
      const { provider, server } = running();
      provider.misbehave('/token', json({ error: 'invalid_grant' }, 400));
      for (let refusals = 0; refusals < 10; refusals += 1) {
        expect((await exchange(server, { authCode: randomUUID() })).status).toBe(401);
      }
    });
  });
});

onEachDatabase('a provider whose certificate nobody vouches for', (database) => {
  const running = useProvider(
    database,
    () => TlsServer.start(),
    ({ issuer }) => ({ settings: serverSettings([providerSettings({ name: 'corp', issuer })]) }),
  );

  it('is unavailable', async () => {
    expectAnswer(await exchange(running().server, { authCode: randomUUID() }), UNAVAILABLE);
  });
});
