import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** Loaded before the server: sends the signal when the server asks for the first of its modules. */
const SIGNAL_WHILE_LOADING = `const Module = require('node:module');
const { _load: load } = Module;
Module._load = function (request, ...rest) {
  if (request === 'node:cluster' || request === 'cluster') process.kill(process.pid, 'SIGTERM');
  return Reflect.apply(load, this, [request, ...rest]);
};`;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
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

  it('ends well when its workers had not yet begun to wait', async () => {
    const server = start(process.execPath, [BUILT_SERVER], 2);
    await eventually(async () => log.includes('starts'));
    server.kill('SIGTERM');
    expect(await once(server, 'exit')).toEqual([0, null]);
  });

  it('ends with a failure when the last worker to leave was killed', async () => {
    const server = start(process.execPath, [BUILT_SERVER], 2);
    await waits();
    const workers = Array.from(log.matchAll(/worker (\d+) starts/g), ([, pid]) => Number(pid));
    const [held, other] = workers;
    if (held === undefined || other === undefined) throw new Error('two workers were to start');
    process.kill(held, 'SIGSTOP');
    server.kill('SIGTERM');
    await eventually(async () => !isAlive(other));
    process.kill(held, 'SIGKILL');
    expect(await once(server, 'exit')).toEqual([1, null]);
  });

  it.each<[string, readonly string[], number]>([
    ['a server', [], 0],
    ['portcullis serve', ['serve'], 0],
    ['a command', ['user', 'enable', 'ana'], 128 + 15],
  ])('%s obeys a signal while it still loads', async (_what, args, code) => {
    const preload = join(directory, 'signal.cjs');
    writeFileSync(preload, SIGNAL_WHILE_LOADING);
    const loading = start(process.execPath, ['--require', preload, BUILT_SERVER, ...args]);
    expect(await once(loading, 'exit')).toEqual([code, null]);
  });

  whereThereIs(namespaces, 'as the first process of a container, by %s', (unshare) => {
    const ended = async (args: readonly string[], workers = 1): Promise<unknown[]> => {
      const outer = start(unshare, [...UNSHARE, process.execPath, BUILT_SERVER, ...args], workers);
      await waits();
      const { stdout } = spawnSync('pgrep', ['-P', String(outer.pid)], { encoding: 'utf8' });
      // Zero would be everything in this group, the tests too.
      expect(Number(stdout)).toBeGreaterThan(0);
      process.kill(Number(stdout), 'SIGTERM');
      return once(outer, 'exit');
    };

    it('ends at once on SIGTERM', async () => {
      expect(await ended([])).toEqual([0, null]);
    });

    it('ends its workers too', async () => {
      expect(await ended([], 2)).toEqual([0, null]);
    });

    it('ends a command, which is then not done', async () => {
      expect(await ended(['user', 'enable', 'ana'])).toEqual([128 + 15, null]);
    });
  });
});
