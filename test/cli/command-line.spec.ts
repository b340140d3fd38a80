import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onEachDatabase } from '../e2e/harness/each-database.js';
import { type FinishedProcess, finishedProcess } from '../e2e/harness/finished-process.js';
import { useProcesses } from '../e2e/harness/processes.js';
import { serverEnvironment } from '../e2e/harness/spawned-server.js';
import { tlsFiles } from '../e2e/harness/tls-files.js';

const json = ({ stdout }: FinishedProcess): unknown => JSON.parse(stdout);

onEachDatabase('the command line', (database) => {
  const processes = useProcesses(database);
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'portcullis-commands-'));
  });

  afterAll(() => {
    rmSync(directory, { recursive: true });
  });

  const run = (line: string, more: Readonly<Record<string, string>> = {}) =>
    finishedProcess({
      script: 'portcullis.cjs',
      args: line.split(' '),
      directory,
      environment: {
        ...serverEnvironment(processes().databaseUrl, join(directory, 'keys')),
        ...more,
      },
    });

  it('lists its commands, with examples', async () => {
    const { code, stdout } = await run('--help');
    expect(code).toBe(0);
    for (const command of ['serve', 'user', 'key', 'migrate', 'import', 'export', 'health']) {
      expect(stdout).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
    }
    expect(stdout).toContain('portcullis user disable ana');
  });

  it.each(['restart', 'serve twice', '--daemon', 'migrate sideways'])(
    'refuses what it does not know: %s',
    async (line) => {
      const { code, stdout, stderr } = await run(line);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toMatch(/^error: /);
    },
  );

  it('refuses a faulty configuration as the server does', async () => {
    const { code, stderr } = await run('migrate show', { DATABASE_URL: 'postgres://db/auth' });
    expect(code).toBe(78);
    expect(stderr).toContain('DATABASE_URL must be');
  });

  it('brings the schema up to date, lists it, and takes the last step back', async () => {
    const { executed } = json(await run('migrate --json')) as { executed: string[] };
    expect(executed.length).toBeGreaterThan(5);
    const again = await run('migrate run');
    expect(again).toEqual({ code: 0, stdout: 'Nothing was pending.\n', stderr: '' });
    const last = executed.at(-1);
    expect(json(await run('migrate revert --json'))).toEqual({ reverted: last });
    const { stdout } = await run('migrate show');
    expect(stdout.split('\n').filter((line) => line.startsWith('[ ]'))).toEqual([`[ ] ${last}`]);
    expect(await run('migrate')).toMatchObject({ code: 0, stdout: `${last}\n` });
  });

  it('makes one signing key and keeps it', async () => {
    expect(json(await run('key create --json'))).toMatchObject({ created: true });
    expect(json(await run('key create --json'))).toMatchObject({ created: false });
  });

  it('asks a server after its health, over TLS and without', async () => {
    const files = tlsFiles();
    const tls = { TLS_CERT_FILE: files.certificate, TLS_KEY_FILE: files.key };
    for (const environment of [{}, tls]) {
      const server = await processes().start(environment);
      const { port } = new URL(server.origin);
      const asked = { ...environment, PORT: port };
      for (const line of ['health', 'health --live']) {
        expect(await run(line, asked)).toEqual({ code: 0, stdout: 'Healthy.\n', stderr: '' });
      }
      expect(json(await run('health --json', asked))).toEqual({ status: 200 });
      await server.stop();
      expect(await run('health', asked)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('No answer'),
      });
    }
  });
});
