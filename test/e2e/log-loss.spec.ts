import { type ChildProcess, spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { eventually } from './harness/eventually.js';
import { freePort } from './harness/free-port.js';
import { newAccount } from './harness/accounts.js';
import { send } from './harness/http-client.js';
import { ROUTES } from './harness/routes.js';
import { SigningKey } from './harness/signing-key.js';
import { BUILT_SERVER, serverEnvironment } from './harness/spawned-server.js';

/** Each write to it fails as on a disk that is full; Linux has one. */
const FULL = '/dev/full';
/** Twice what may wait, and what a pipe holds. */
const REQUESTS = 6000;

describe('a server whose log is not taken', () => {
  const key = SigningKey.rsa();
  let child: ChildProcess | undefined;
  let origin = '';

  const start = async (stdio: StdioOptions): Promise<ChildProcess> => {
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    child = spawn(process.execPath, [BUILT_SERVER], {
      cwd: key.directory,
      env: {
        ...serverEnvironment('sqlite:database.sqlite', key.directory),
        PORT: String(port),
        LOG_LEVEL: 'trace',
      },
      stdio,
    });
    await eventually(() => answers('/health/ready'), Date.now() + 25_000);
    return child;
  };
  const answers = async (path: string): Promise<boolean> => {
    const answer = await send(origin, { method: 'GET', path }).catch(() => null);
    return answer?.status === 200;
  };
  const register = async (): Promise<number> =>
    (await send(origin, { path: ROUTES.register, json: newAccount() })).status;
  const stop = async (process: ChildProcess): Promise<unknown> => {
    process.kill('SIGTERM');
    const [code] = await once(process, 'exit');
    return code;
  };

  afterEach(() => child?.kill('SIGKILL'));
  afterAll(() => {
    key.remove();
  });

  it('serves on, and drains, while the disk of its log is full', async () => {
    // Elsewhere than on Linux there is no such file, and closed pipes are what is left to test.
    const full = existsSync(FULL) ? openSync(FULL, 'w') : 'ignore';
    const server = await start(['ignore', full, full]);
    expect(await register()).toBe(201);
    expect(await stop(server)).toBe(0);
  });

  it('serves on when the reader of its log has gone', async () => {
    const server = await start(['ignore', 'pipe', 'pipe']);
    server.stdout?.destroy();
    server.stderr?.destroy();
    for (let n = 0; n < 5; n += 1) expect(await register()).toBe(201);
    expect(await stop(server)).toBe(0);
  });

  it('never waits for a reader that has stopped, and tells it later how much was lost', async () => {
    const server = await start(['ignore', 'pipe', 'ignore']);
    const path = `/${'x'.repeat(1500)}`;
    for (let n = 0; n < REQUESTS; n += 50) {
      await Promise.all(Array.from({ length: 50 }, () => send(origin, { method: 'GET', path })));
    }
    let log = '';
    server.stdout?.on('data', (chunk: Buffer) => (log += chunk.toString('utf8')));
    await eventually(async () => {
      await answers('/health/live');
      return /"lost":[1-9]\d*,"msg":"Log lines were lost/.test(log);
    });
    expect(await register()).toBe(201);
  }, 60_000);
});
