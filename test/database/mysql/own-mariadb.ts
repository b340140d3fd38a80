import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { eventually } from '../../e2e/harness/eventually.js';
import { freePort } from '../../e2e/harness/free-port.js';
import type { Need } from '../../where-there-is.js';

const PROGRAMS = ['/usr/sbin/mariadbd', '/usr/libexec/mariadbd', '/usr/local/sbin/mariadbd'];

/** The program, for tests that turn a server's settings against us. */
export const mariadbPrograms: Need<string> = {
  found: PROGRAMS.filter((path) => existsSync(path)).slice(0, 1),
  absence: 'there is no mariadbd to start',
};

const ours = (data: string): readonly string[] => [
  '--no-defaults',
  `--user=${userInfo().username}`,
  `--datadir=${data}`,
];

/** It was seen to stop half-way, without a reason that could be found; nothing of ours is in it. */
const TRIES = 3;

function install(data: string): void {
  const options = [...ours(data), '--skip-test-db', '--auth-root-authentication-method=normal'];
  for (let attempt = 1; ; attempt += 1) {
    const { status, stdout, stderr } = spawnSync('mariadb-install-db', options, {
      encoding: 'utf8',
    });
    if (status === 0) return;
    if (attempt === TRIES) throw new Error(`mariadb-install-db: ${stdout}${stderr}`);
    rmSync(data, { recursive: true, force: true });
  }
}

/** A MariaDB of a test's own, on nothing that lasts; `root` gets in without a password. */
export class OwnMariadb {
  private constructor(
    readonly port: number,
    private readonly child: ChildProcess,
    private readonly directory: string,
  ) {}

  /** @param options Command line options of the server. */
  static async start(program: string, ...options: readonly string[]): Promise<OwnMariadb> {
    const directory = mkdtempSync(join(tmpdir(), 'portcullis-mariadb-'));
    const data = join(directory, 'data');
    const log = join(directory, 'log');
    install(data);
    const port = await freePort();
    const child = spawn(
      program,
      [
        ...ours(data),
        `--port=${port}`,
        `--socket=${join(directory, 'socket')}`,
        '--bind-address=127.0.0.1',
        '--innodb-buffer-pool-size=32M',
        ...options,
      ],
      { stdio: ['ignore', openSync(log, 'a'), openSync(log, 'a')] },
    );
    const server = new OwnMariadb(port, child, directory);
    await eventually(async () => {
      if (child.exitCode !== null) throw new Error(readFileSync(log, 'utf8'));
      return server.answers();
    }, Date.now() + 25_000);
    return server;
  }

  /** The URL of a database there. */
  url(database: string, account = 'root'): string {
    return `mariadb://${account}@127.0.0.1:${this.port}/${database}`;
  }

  async execute(...statements: readonly string[]): Promise<unknown> {
    const connection = await createConnection({ host: '127.0.0.1', port: this.port, user: 'root' });
    try {
      let rows: unknown;
      for (const sql of statements) [rows] = await connection.query(sql);
      return rows;
    } finally {
      await connection.end();
    }
  }

  /** Stops it where it is, with its connections open and silent. */
  freeze(): void {
    this.child.kill('SIGSTOP');
  }

  thaw(): void {
    this.child.kill('SIGCONT');
  }

  /** As a power cut does; `stop` is still to be called. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    await this.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }

  private answers(): Promise<boolean> {
    return this.execute('SELECT 1').then(
      () => true,
      () => false,
    );
  }
}
