import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Need, whereThereIs } from '../where-there-is.js';
import { eventually } from './harness/eventually.js';
import { BUILT_SERVER, serverEnvironment } from './harness/spawned-server.js';

/** Nothing listens there, so the server waits for it. */
const NO_DATABASE = 'mariadb://root@127.0.0.1:1/portcullis';
const WAITING = 'Unable to connect to the database';

const UNSHARE = ['--user', '--map-root-user', '--pid', '--fork', '--mount-proc'];
const namespaces: Need<string> = {
  found: spawnSync('unshare', [...UNSHARE, 'true']).status === 0 ? ['unshare'] : [],
  absence: 'this machine does not let the tests make a PID namespace',
};

describe('a server that waits for its database', () => {
  const directory = mkdtempSync(join(tmpdir(), 'portcullis-boot-'));
  let child: ChildProcess | undefined;
  let log = '';

  const start = (command: string, args: readonly string[], workers = 1): ChildProcess => {
    log = '';
    const started = spawn(command, args, {
      cwd: directory,
      env: {
        ...serverEnvironment(NO_DATABASE, join(directory, 'keys')),
        WORKERS: String(workers),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [started.stdout, started.stderr]) {
      stream.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')));
    }
    child = started;
    return started;
  };
  const waits = (): Promise<void> => eventually(async () => log.includes(WAITING));

  afterEach(() => {
    child?.kill('SIGKILL');
  });
  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  it.each(['SIGTERM', 'SIGINT'] as const)('ends at once on %s', async (signal) => {
    const server = start(process.execPath, [BUILT_SERVER]);
    await waits();
    server.kill(signal);
    expect(await once(server, 'exit')).toEqual([0, null]);
  });

  it('goes on waiting after a SIGHUP', async () => {
    const server = start(process.execPath, [BUILT_SERVER]);
    await waits();
    server.kill('SIGHUP');
    log = '';
    await waits();
    expect(server.exitCode).toBeNull();
  });

  it('ends its workers with it', async () => {
    const server = start(process.execPath, [BUILT_SERVER], 2);
    await waits();
    server.kill('SIGTERM');
    expect(await once(server, 'exit')).toEqual([0, null]);
  });

  it('ends with a failure when a worker is killed', async () => {
    const server = start(process.execPath, [BUILT_SERVER], 2);
    await waits();
    const [, worker] = /worker (\d+) starts/.exec(log) ?? [];
    process.kill(Number(worker), 'SIGKILL');
    expect(await once(server, 'exit')).toEqual([1, null]);
  });

  whereThereIs(namespaces, 'as the first process of a container, by %s', (unshare) => {
    it('ends at once on SIGTERM', async () => {
      const outer = start(unshare, [...UNSHARE, process.execPath, BUILT_SERVER]);
      await waits();
      const { stdout } = spawnSync('pgrep', ['-P', String(outer.pid)], { encoding: 'utf8' });
      process.kill(Number(stdout), 'SIGTERM');
      expect(await once(outer, 'exit')).toEqual([0, null]);
    });
  });
});
