import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { mariadbPrograms } from '../database/mysql/own-mariadb.js';
import { eventually } from '../e2e/harness/eventually.js';
import { freePort } from '../e2e/harness/free-port.js';
import type { Need } from '../where-there-is.js';

const PROVIDERS = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib64/galera/libgalera_smm.so'];
const TRANSFER = 'wsrep_sst_rsync';

export interface GaleraPrograms {
  readonly mariadbd: string;
  readonly provider: string;
}

const runs = (program: string, ...args: readonly string[]): boolean =>
  spawnSync(program, args).status === 0;

function galeraPrograms(): readonly GaleraPrograms[] {
  const [mariadbd] = mariadbPrograms.found;
  const provider = PROVIDERS.find((path) => existsSync(path));
  const transfers = runs('which', TRANSFER) && runs('rsync', '--version');
  return mariadbd !== undefined && provider !== undefined && transfers
    ? [{ mariadbd, provider }]
    : [];
}

export const galera: Need<GaleraPrograms> = {
  found: galeraPrograms(),
  absence: `there is no Galera to start (libgalera_smm.so, ${TRANSFER}, rsync)`,
};

/** A daemon of rsync that belongs to root gives its rights away, so that nothing is transferred. */
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
const owner = isRoot ? { uid: NOBODY, gid: NOBODY } : {};
const user = isRoot ? 'nobody' : userInfo().username;

/** Gives a folder to the user whom the servers run as. */
export function giveToServer(directory: string): void {
  if (isRoot) chownSync(directory, NOBODY, NOBODY);
}

export interface Ports {
  readonly sql: number;
  readonly group: number;
  readonly increments: number;
  readonly transfer: number;
}

export const freePorts = async (): Promise<Ports> => ({
  sql: await freePort(),
  group: await freePort(),
  increments: await freePort(),
  transfer: await freePort(),
});

/** One server of a cluster of a test's own. */
export class GaleraNode {
  private child: ChildProcess | null = null;

  constructor(
    private readonly programs: GaleraPrograms,
    private readonly ports: Ports,
    private readonly directory: string,
  ) {
    mkdirSync(join(directory, 'data'), { recursive: true });
    for (const path of [directory, this.data]) giveToServer(path);
  }

  get port(): number {
    return this.ports.sql;
  }

  get address(): string {
    return `127.0.0.1:${this.ports.group}`;
  }

  install(): void {
    const options = ['--no-defaults', `--user=${user}`, `--datadir=${this.data}`];
    const { status, stderr } = spawnSync(
      'mariadb-install-db',
      [...options, '--skip-test-db', '--auth-root-authentication-method=normal'],
      { ...owner, encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
  }

  /** @param members Addresses of those who are there; none begins a new cluster. */
  async start(members: readonly string[]): Promise<void> {
    const log = openSync(this.log, 'a');
    this.child = spawn(this.programs.mariadbd, this.options(members), {
      ...owner,
      stdio: ['ignore', log, log],
    });
    const { child } = this;
    await eventually(async () => {
      if (child.exitCode !== null) throw new Error(readFileSync(this.log, 'utf8').slice(-4000));
      return this.isReady();
    }, Date.now() + 40_000);
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async execute(sql: string): Promise<unknown> {
    const place = { host: '127.0.0.1', port: this.port, user: 'root', connectTimeout: 2000 };
    const connection = await createConnection(place);
    try {
      const [rows] = await connection.query(sql);
      return rows;
    } finally {
      connection.destroy();
    }
  }

  private get data(): string {
    return join(this.directory, 'data');
  }

  private get log(): string {
    return join(this.directory, 'log');
  }

  private async isReady(): Promise<boolean> {
    try {
      const rows = await this.execute(`SHOW STATUS LIKE 'wsrep_ready'`);
      return JSON.stringify(rows).includes('"ON"');
    } catch {
      return false;
    }
  }

  private options(members: readonly string[]): string[] {
    const { sql, group, increments, transfer } = this.ports;
    // A node is given up after two seconds of silence.
    const provider = [
      `gmcast.listen_addr=tcp://127.0.0.1:${group}`,
      `ist.recv_addr=127.0.0.1:${increments}`,
      'gcache.size=16M',
      'evs.keepalive_period=PT0.5S',
      'evs.suspect_timeout=PT2S',
      'evs.inactive_timeout=PT6S',
    ];
    return [
      '--no-defaults',
      `--user=${user}`,
      `--datadir=${this.data}`,
      `--port=${sql}`,
      `--socket=${join(this.directory, 'socket')}`,
      `--pid-file=${join(this.directory, 'pid')}`,
      '--bind-address=127.0.0.1',
      '--innodb-buffer-pool-size=32M',
      '--binlog-format=ROW',
      '--innodb-autoinc-lock-mode=2',
      '--wsrep-on=ON',
      `--wsrep-provider=${this.programs.provider}`,
      '--wsrep-cluster-name=portcullis',
      `--wsrep-cluster-address=gcomm://${members.join()}`,
      `--wsrep-node-address=${this.address}`,
      '--wsrep-sst-method=rsync',
      `--wsrep-sst-receive-address=127.0.0.1:${transfer}`,
      `--wsrep-provider-options=${provider.join(';')}`,
    ];
  }
}
