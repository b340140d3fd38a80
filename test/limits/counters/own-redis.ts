import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { eventually } from '../../e2e/harness/eventually.js';
import { freePort } from '../../e2e/harness/free-port.js';
import type { Need } from '../../where-there-is.js';

const PROGRAM = 'redis-server';

/** The program, for tests that demote, flush or fill a Redis. */
export const redisPrograms: Need<string> = {
  found: spawnSync(PROGRAM, ['--version']).status === 0 ? [PROGRAM] : [],
  absence: 'there is no redis-server to start',
};

/** A Redis of a test's own that keeps nothing. */
export class OwnRedis {
  private constructor(
    readonly port: number,
    readonly client: Redis,
    private readonly child: ChildProcess,
    private readonly directory: string,
  ) {}

  /** @param options Command line options of the server. */
  static start(program: string, ...options: readonly string[]): Promise<OwnRedis> {
    return OwnRedis.launch(program, ['--save', '', ...options]);
  }

  /** @param config A file, which the Sentinel writes to. */
  static sentinel(program: string, config: string): Promise<OwnRedis> {
    return OwnRedis.launch(program, [config, '--sentinel']);
  }

  private static async launch(program: string, options: readonly string[]): Promise<OwnRedis> {
    const directory = mkdtempSync(join(tmpdir(), 'portcullis-redis-'));
    const port = await freePort();
    const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory];
    // A file of settings comes first.
    const child = spawn(program, [...options, ...place], { stdio: 'ignore' });
    const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 50 });
    client.on('error', () => undefined);
    await eventually(async () => (await client.ping().catch(() => '')) === 'PONG');
    return new OwnRedis(port, client, child, directory);
  }

  /** As a power cut does; `stop` is still to be called. */
  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await ended;
  }

  async stop(): Promise<void> {
    this.client.disconnect();
    await this.kill();
    rmSync(this.directory, { recursive: true, force: true });
  }
}
