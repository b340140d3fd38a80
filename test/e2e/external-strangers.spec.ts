import { randomUUID } from 'node:crypto';
import type { Answer } from './harness/answer.js';
import { onEachDatabase } from './harness/each-database.js';
import { exchange } from './providers/exchanges.js';
import { type Answering, HostileProvider, json } from './providers/hostile-provider.js';
import { providerSettings, serverSettings } from './providers/settings.js';
import { useProvider } from './providers/use-providers.js';

const TRIES = 500;
/** Failed exchanges an hour from one network. */
const ALLOWED = 300;
/** A guest that the provider knows, among tries that it does not like. */
const EVERY = 100;

/** What honest people's codes look like here; all else is the stranger's. */
const HONEST = 'honest-';

const html =
  (status: number): Answering =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': 'text/html' }).end('<h1>No</h1>');
  };

const ATTACKS: readonly (readonly [string, string, Answering])[] = [
  ['codes with a NUL, at which a provider fails', 'a\u0000b', html(500)],
  ['codes at which a provider fails', 'odd', html(500)],
  ['codes that a provider denies', 'odd', json({ error: 'access_denied' }, 400)],
  ['codes with an answer that nobody knows', 'odd', json({ error: 'out_of_cheese' }, 400)],
  ['codes that a firewall refuses', 'odd', html(403)],
  ['codes that are too long for a proxy', 'o'.repeat(4000), html(414)],
];

onEachDatabase('a stranger with a bad code', (database) => {
  const running = useProvider(
    database,
    () => HostileProvider.start(),
    ({ issuer }) => ({
      settings: serverSettings([providerSettings({ name: 'corp', issuer })], {
        rateLimits: true,
        trustProxy: ['127.0.0.1'],
      }),
    }),
  );

  const tryFrom = (address: string, authCode: string): Promise<Answer> =>
    exchange(running().server, { authCode }, { 'x-forwarded-for': address });

  it.each(ATTACKS)(
    'shuts nobody else out by %s',
    async (attack, code, refusal) => {
      const { provider } = running();
      const stranger = `198.51.100.${ATTACKS.findIndex(([name]) => name === attack)}`;
      provider.misbehave('/token', (request, response) => {
        const chunks: Buffer[] = [];
        request.on('data', (chunk: Buffer) => chunks.push(chunk));
        request.on('end', () => {
          const honest = Buffer.concat(chunks).toString().includes(HONEST);
          (honest ? json(provider.tokens()) : refusal)(request, response);
        });
      });
      const statuses = new Map<number, number>();
      const guests: number[] = [];
      for (let n = 0; n < TRIES; n += 10) {
        const tries = Array.from({ length: 10 }, (_, k) => tryFrom(stranger, `${code}${n + k}`));
        for (const { status } of await Promise.all(tries)) {
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
        if (n % EVERY === 0) {
          guests.push((await tryFrom(`203.0.113.${n / EVERY}`, HONEST + randomUUID())).status);
        }
      }
      expect(new Set(guests)).toEqual(new Set([200]));
      expect(statuses.get(429)).toBe(TRIES - ALLOWED);
      provider.behave();
    },
    120_000,
  );

  it('never has a code leave the server that no provider issues', async () => {
    const { provider } = running();
    const asked = provider.timesAsked('/token');
    for (const authCode of ['a\u0000', 'a\nb', 'caf\u00e9', '\u{1F98A}']) {
      expect((await tryFrom('192.0.2.1', authCode)).status).toBe(401);
    }
    const codeVerifier = 'too-short';
    const answer = await exchange(
      running().server,
      { authCode: 'fine', codeVerifier },
      { 'x-forwarded-for': '192.0.2.1' },
    );
    expect(answer.status).toBe(401);
    expect(provider.timesAsked('/token')).toBe(asked);
  });

  it.each([
    ['a name of 1,100 characters', { name: 'n'.repeat(1100) }],
    ['half a character', { name: 'half \ud83e', nickname: '\udd8a' }],
    ['a number for a name', { name: 7, preferred_username: 8 }],
    ['a list for an address', { email: ['x@example.com'] }],
    ['a picture of 300 kB', { picture: 'p'.repeat(300_000) }],
  ])('signs in five times, and so does everybody else, with %s', async (_profile, claims) => {
    const { provider } = running();
    provider.lie({ claims: { sub: randomUUID(), email: undefined, ...claims } });
    for (let n = 0; n < 5; n += 1) {
      expect((await tryFrom('192.0.2.9', randomUUID())).status).toBe(200);
    }
    provider.behave();
    expect((await tryFrom('192.0.2.10', randomUUID())).status).toBe(200);
  });
});
