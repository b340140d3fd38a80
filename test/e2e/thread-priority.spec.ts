import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { testDatabases } from '../databases.js';
import { type Need, whereThereIs } from '../where-there-is.js';
import { newAccount, register } from './harness/accounts.js';
import { useProcesses } from './harness/processes.js';
import { ROUTES } from './harness/routes.js';

interface Thread {
  readonly id: string;
  readonly nice: number;
  /** Clock ticks spent so far. */
  readonly spent: number;
}

/** Fields of /proc/<pid>/task/<tid>/stat after the name, which may hold anything (proc(5)). */
const UTIME = 11;
const STIME = 12;
const NICE = 16;

const threadsOf = (pid: number): Thread[] =>
  readdirSync(`/proc/${pid}/task`).map((id) => {
    const stat = readFileSync(`/proc/${pid}/task/${id}/stat`, 'utf8');
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const spent = (fields[UTIME] ?? 0) + (fields[STIME] ?? 0);
    return { id, nice: fields[NICE] ?? 0, spent };
  });

/** As the kernel answers under a strict seccomp profile. */
const FORBID = `require('node:os').setPriority = () => { throw new Error('EPERM'); };`;

const linux: Need<string> = {
  found: existsSync('/proc/self/task') ? ['Linux'] : [],
  absence: 'only Linux has a priority for each thread',
};
const [database] = testDatabases();
if (database === undefined) throw new Error('no database to test on');

whereThereIs(linux, 'on %s', () => {
  const processes = useProcesses(database);

  it('threads that hash passwords step back for the one that answers', async () => {
    const server = await processes().start();
    const { username, password } = await register(server, newAccount('storm'));
    const before = new Map(threadsOf(server.pid).map(({ id, spent }) => [id, spent]));
    const logins = Array.from({ length: 12 }, () =>
      server.send({ path: ROUTES.login, json: { username, password } }),
    );
    const statuses = (await Promise.all(logins)).map(({ status }) => status);
    expect(new Set(statuses)).toEqual(new Set([200]));

    const threads = threadsOf(server.pid);
    const [busiest] = threads
      .map(({ id, nice, spent }) => ({ id, nice, spent: spent - (before.get(id) ?? 0) }))
      .filter(({ id }) => id !== String(server.pid))
      .sort((a, b) => b.spent - a.spent);
    expect(busiest?.nice).toBe(10);
    expect(threads.find(({ id }) => id === String(server.pid))?.nice).toBe(getPriority());
  });

  it('a sandbox that forbids priorities does not keep the server from starting', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'portcullis-sandbox-'));
    const preload = join(directory, 'forbid.cjs');
    writeFileSync(preload, FORBID);
    const server = await processes().start({ NODE_OPTIONS: `--require "${preload}"` });
    rmSync(directory, { recursive: true });
    expect(new Set(threadsOf(server.pid).map(({ nice }) => nice))).toEqual(
      new Set([getPriority()]),
    );
    expect((await server.send({ path: '/health/ready', method: 'GET' })).status).toBe(200);
  });
});
