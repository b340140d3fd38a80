import { sharedDatabases } from '../databases.js';
import { whereThereIs } from '../where-there-is.js';
import { eventually } from './harness/eventually.js';
import { newAccount, register } from './harness/accounts.js';
import { useProcesses } from './harness/processes.js';
import { ROUTES } from './harness/routes.js';
import type { SpawnedServer } from './harness/spawned-server.js';

const WORKERS = 3;
/** Enough connections that every worker is handed some. */
const MANY = 4 * WORKERS;

const times = <T>(count: number, each: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => each(n)));

const startedWorkers = ({ log }: SpawnedServer): number[] =>
  Array.from(log.matchAll(/worker (\d+) starts/g), ([, pid]) => Number(pid));

const listening = ({ log }: SpawnedServer): number =>
  log.split('Server listening at http://127.0.0.1').length - 1;

async function deaths(server: SpawnedServer): Promise<number> {
  const { text } = await server.send({ path: '/metrics', method: 'GET' });
  return Number(/^portcullis_worker_deaths_total (\d+)$/m.exec(text)?.[1]);
}

async function accessToken(server: SpawnedServer): Promise<string> {
  const { username, password } = await register(server, newAccount('worker'));
  const answer = await server.send({ path: ROUTES.login, json: { username, password } });
  return (answer.body as { accessToken: string }).accessToken;
}

const bearer = (token: string): { authorization: string } => ({ authorization: `Bearer ${token}` });

const validations = (server: SpawnedServer, token: string): Promise<number[]> =>
  times(MANY, async () => {
    const answer = await server.send({ path: ROUTES.validate, headers: bearer(token) });
    return answer.status;
  });

whereThereIs(sharedDatabases(), 'several workers, on $dialect', (database) => {
  const processes = useProcesses(database);
  let server: SpawnedServer;

  beforeAll(async () => {
    server = await processes().start({ WORKERS: String(WORKERS) });
    await eventually(async () => listening(server) >= WORKERS);
  }, 60_000);

  it('all refuse a session as soon as one has ended it', async () => {
    const token = await accessToken(server);
    expect(new Set(await validations(server, token))).toEqual(new Set([200]));
    await server.send({ path: ROUTES.logout, headers: bearer(token) });
    expect(new Set(await validations(server, token))).toEqual(new Set([401]));
  });

  it('count as one', async () => {
    await times(MANY, () => server.send({ path: '/health/live', method: 'GET' }));
    const { text } = await server.send({ path: '/metrics', method: 'GET' });
    const [, counted] = /http_requests_total\{[^}]*live[^}]*\} (\d+)/.exec(text) ?? [];
    expect(Number(counted)).toBe(MANY);
  });

  it('are replaced when they are killed, which the log and the metrics tell', async () => {
    const [victim] = startedWorkers(server);
    if (victim === undefined) throw new Error('no worker has started');
    process.kill(victim, 'SIGKILL');
    await server.logged(`worker ${victim} died (SIGKILL) and is replaced`);
    await eventually(async () => startedWorkers(server).length === WORKERS + 1);
    expect(await deaths(server)).toBe(1);
    await eventually(async () => listening(server) > WORKERS);
    const token = await accessToken(server);
    expect(new Set(await validations(server, token))).toEqual(new Set([200]));
  }, 30_000);

  it('are replaced later and later where one after the other dies', async () => {
    const pauses = (): number[] =>
      Array.from(server.log.matchAll(/is replaced in (\d+) ms/g), ([, pause]) => Number(pause));
    for (let died = pauses().length; died < WORKERS + 2; died += 1) {
      const victim = startedWorkers(server).at(-1) ?? 0;
      process.kill(victim, 'SIGKILL');
      await eventually(async () => startedWorkers(server).at(-1) !== victim);
    }
    expect(pauses()).toEqual([500, 500, 500, 1000, 2000]);
    await eventually(async () => (await deaths(server)) === WORKERS + 2);
    await eventually(async () => listening(server) >= WORKERS + 2);
  }, 60_000);

  it('drain and leave together', async () => {
    expect(await server.stop()).toBe(0);
    expect(server.log.split('Drained').length - 1).toBe(WORKERS);
  }, 30_000);

  it('do not go on without whom they belong to', async () => {
    const orphaned = await processes().start({ WORKERS: '2' });
    await eventually(async () => listening(orphaned) >= 2);
    await orphaned.kill();
    await eventually(async () => startedWorkers(orphaned).every(isGone));
  }, 60_000);
});

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}
