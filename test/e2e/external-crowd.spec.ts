import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { onEachDatabase } from './harness/each-database.js';
import { eventually } from './harness/eventually.js';
import { exchange } from './providers/exchanges.js';
import { HostileProvider, json } from './providers/hostile-provider.js';
import { providerSettings, serverSettings } from './providers/settings.js';
import { useProvider } from './providers/use-providers.js';
import { RateLimiter } from '../../src/limits/rate-limiter.js';

/** As many exchanges as may fail from one network in an hour. */
const MANY = 300;

onEachDatabase('many people of one network', (database) => {
  const running = useProvider(
    database,
    () => HostileProvider.start(),
    ({ issuer }) => ({
      settings: serverSettings([providerSettings({ name: 'corp', issuer })], { rateLimits: true }),
    }),
  );

  const statusOf = async (): Promise<number> =>
    (await exchange(running().server, { authCode: randomUUID() })).status;

  it('may all exchange their codes at once, and one more waits for its turn', async () => {
    const { provider, server } = running();
    expect(await statusOf()).toBe(200);
    const asked: ServerResponse[] = [];
    provider.misbehave('/token', (_request, response) => void asked.push(response));
    const answer = json(provider.tokens());
    const answerTo = (responses: readonly ServerResponse[]): void => {
      for (const response of responses) answer(response.req, response);
    };

    const statuses = Array.from({ length: MANY }, () => statusOf());
    await eventually(async () => asked.length === MANY);
    const oneMore = statusOf();
    await eventually(async () => server.resolve(RateLimiter).waiting === 1);
    answerTo(asked.slice(0, 1));
    await eventually(async () => asked.length === MANY + 1);
    answerTo(asked.slice(1));

    expect(new Set(await Promise.all([...statuses, oneMore]))).toEqual(new Set([200]));
    provider.behave();
    expect(await statusOf()).toBe(200);
  }, 30_000);
});
