import { redisServers, sharedDatabases } from '../databases.js';
import { whereThereIs } from '../where-there-is.js';
import { type Account, credentialsOf, newAccount, register } from './harness/accounts.js';
import { useProcesses } from './harness/processes.js';
import { ROUTES } from './harness/routes.js';
import type { SpawnedServer } from './harness/spawned-server.js';

const GUESSES = 10_000;
const ADDRESSES = 1000;
const AT_ONCE = 40;
const ALLOWED = 100;
const OWNER_TRIES_EVERY = 500;

const LOGINS = [ROUTES.token, ROUTES.login, ROUTES.flagLogin] as const;

const from = (address: string) => ({ 'x-forwarded-for': address });

/** Passwords that a server has hashed, by its own account. */
async function hashesOf(server: SpawnedServer): Promise<number> {
  const { text } = await server.send({ method: 'GET', path: '/metrics' });
  return Number(/^portcullis_hash_wait_seconds_count (\d+)$/m.exec(text)?.[1] ?? NaN);
}

interface Flood {
  readonly statuses: Map<number, number>;
  readonly owner: readonly number[];
}

const STORES: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['the database', {}],
  ...redisServers().found.map((url) => ['Redis', { REDIS_URL: url }] as const),
];

whereThereIs(sharedDatabases(), 'a flood of guesses, on $dialect', (database) => {
  describe.each(STORES)('10,000 guesses through two instances that count in %s', (_name, store) => {
    const processes = useProcesses(database);
    const account = newAccount('owner');
    let servers: readonly SpawnedServer[] = [];
    let device = '';

    const login = (server: SpawnedServer, headers: Record<string, string>, path?: string) =>
      server.send({ path: path ?? ROUTES.login, headers, json: credentialsOf(account) });

    beforeAll(async () => {
      const { start } = processes();
      const environment = { TRUST_PROXY: '127.0.0.1', LOG_LEVEL: 'error', ...store };
      servers = await Promise.all([start(environment), start(environment)]);
      await registerAtHome(servers[0]);
    });

    async function registerAtHome(server: SpawnedServer | undefined): Promise<void> {
      if (server === undefined) throw new Error('no server');
      await register(
        { send: (request) => server.send({ ...request, headers: from('192.0.2.1') }) },
        account,
      );
      const browser = { ...from('192.0.2.1'), 'sec-fetch-site': 'same-origin' };
      device = (await login(server, browser)).cookie('device');
    }

    const at = (n: number): SpawnedServer => {
      const server = servers[n % servers.length];
      if (server === undefined) throw new Error('no server');
      return server;
    };

    const guess = ({ username }: Account, n: number) =>
      at(n).send({
        path: LOGINS[n % LOGINS.length] ?? ROUTES.token,
        headers: from(`10.0.${(n % ADDRESSES) >> 8}.${(n % ADDRESSES) & 255}`),
        json: { username, password: `guess number ${n}` },
      });

    /** The owner roams with the browser it has, and comes home without it. */
    async function ownerLogsIn(n: number): Promise<number[]> {
      const roaming = { ...from(`172.16.0.${n % 200}`), cookie: `device=${device}` };
      const answers = [await login(at(n), roaming), await login(at(n + 1), from('192.0.2.1'))];
      return answers.map(({ status }) => status);
    }

    async function flood(): Promise<Flood> {
      const statuses = new Map<number, number>();
      const owner: number[] = [];
      for (let n = 0; n < GUESSES; n += AT_ONCE) {
        const guesses = Array.from({ length: AT_ONCE }, (_, k) => guess(account, n + k));
        const owned = n % OWNER_TRIES_EVERY === 0 ? ownerLogsIn(n) : Promise.resolve([]);
        for (const { status } of await Promise.all(guesses)) {
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
        }
        owner.push(...(await owned));
      }
      return { statuses, owner };
    }

    it('lets no more than are allowed be hashed, and the owner in throughout', async () => {
      const before = await Promise.all(servers.map(hashesOf));
      const { statuses, owner } = await flood();
      const after = await Promise.all(servers.map(hashesOf));
      const hashed = after.reduce((sum, count, n) => sum + count - (before[n] ?? 0), 0);

      expect([...statuses.keys()].sort()).toEqual([401, 429]);
      expect(statuses.get(401)).toBeLessThanOrEqual(ALLOWED);
      expect(hashed).toBeLessThanOrEqual(ALLOWED + owner.length);
      expect(owner.length).toBeGreaterThanOrEqual(10);
      expect(new Set(owner)).toEqual(new Set([200]));
    }, 120_000);
  });
});
