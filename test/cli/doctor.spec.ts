import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { onEachDatabase } from '../e2e/harness/each-database.js';
import { type FinishedProcess, finishedProcess } from '../e2e/harness/finished-process.js';
import { serverEnvironment } from '../e2e/harness/spawned-server.js';
import type { ThrowAwayDatabase } from '../databases.js';

interface Finding {
  readonly name: string;
  readonly good: boolean;
  readonly mend: string | null;
}

onEachDatabase('portcullis doctor and config check', (database) => {
  let throwAway: ThrowAwayDatabase;
  let directory: string;
  let busy: Server;

  const run = (line: string, more: Readonly<Record<string, string>> = {}) =>
    finishedProcess({
      script: 'portcullis.cjs',
      args: line.split(' '),
      directory,
      environment: { ...serverEnvironment(throwAway.url, join(directory, 'keys')), ...more },
    });
  const portOf = (server: Server): string => {
    const address = server.address();
    return String(typeof address === 'object' ? address?.port : address);
  };
  const failedIn = ({ stdout }: FinishedProcess): readonly string[] => {
    const { findings } = JSON.parse(stdout) as { findings: readonly Finding[] };
    const bad = findings.filter(({ good }) => !good);
    expect(bad.every(({ mend }) => mend !== null)).toBe(true);
    return bad.map(({ name }) => name);
  };

  beforeAll(async () => {
    throwAway = await database.create();
    directory = mkdtempSync(join(tmpdir(), 'portcullis-doctor-'));
    busy = createServer().listen(0, '127.0.0.1');
    await once(busy, 'listening');
  });

  afterAll(async () => {
    busy.close();
    rmSync(directory, { recursive: true });
    await throwAway.drop();
  });

  it('finds nothing where a server would start, and makes no key', async () => {
    const { code, stdout, stderr } = await run('doctor', { PORT: '0' });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.trim().split('\n')).toEqual([
      expect.stringMatching(/^ok {3}configuration: /),
      'ok   signing key: none yet; the server makes one',
      'ok   certificate: none; it speaks HTTP',
      expect.stringMatching(/^ok {3}database: reached; the server runs \d+ migrations/),
      expect.stringMatching(/^ok {3}port: /),
    ]);
    expect(existsSync(join(directory, 'keys'))).toBe(false);
  });

  it('names everything that is wrong at once, and how to mend it', async () => {
    const certificate = join(directory, 'no-certificate.pem');
    writeFileSync(certificate, 'nothing');
    const wrong = await run('doctor --json', {
      HOST: '127.0.0.1',
      PORT: portOf(busy),
      TLS_CERT_FILE: certificate,
      TLS_KEY_FILE: certificate,
      DATABASE_URL: 'mysql://root:secret-of-the-database@127.0.0.1:1/none',
    });
    expect(wrong.code).toBe(1);
    expect(failedIn(wrong)).toEqual(['certificate', 'database', 'port']);
    expect(wrong.stdout).not.toContain('secret-of-the-database');
  });

  it('looks no further than a configuration that is refused', async () => {
    const wrong = await run('doctor --json', { WORKERS: 'many' });
    expect(wrong.code).toBe(1);
    expect(failedIn(wrong)).toEqual(['configuration']);
  });

  it('checks the configuration alone', async () => {
    const good = await run('config check --json');
    expect([good.code, JSON.parse(good.stdout)]).toEqual([0, { faults: [] }]);
    const bad = await run('config check --json', { WORKERS: 'many', PORT: 'x' });
    expect(bad.code).toBe(78);
    expect((JSON.parse(bad.stdout) as { faults: string[] }).faults).toHaveLength(2);
    expect(await run('config check', { WORKERS: 'many' })).toMatchObject({
      code: 78,
      stdout: '',
      stderr: expect.stringContaining('WORKERS'),
    });
  });
});
