import { TEST_SECRET } from './jwt.js';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Answer } from './answer.js';
import { eventually } from './eventually.js';
import { type HttpRequest, send } from './http-client.js';

export const BUILT_SERVER = join(__dirname, '../../../dist/portcullis.cjs');
const LISTENING = /listening on (https?):\/\/localhost:(\d+)/;

export interface Spawn {
  /** The built server where nothing else is named. */
  readonly script?: string;
  readonly databaseUrl: string;
  readonly keysDirectory: string;
  readonly environment?: Readonly<Record<string, string>>;
}

/** What a server, or a command beside it, is told; nothing comes from whoever runs the tests. */
export const serverEnvironment = (
  databaseUrl: string,
  keysDirectory: string,
): Readonly<Record<string, string | undefined>> => ({
  PATH: process.env.PATH,
  NODE_ENV: 'development',
  HOST: '127.0.0.1',
  PORT: '0',
  ISSUER: 'http://localhost:3000',
  DATABASE_URL: databaseUrl,
  JWT_KEYS_DIR: keysDirectory,
  SECRETS: TEST_SECRET,
});

/** The built server in a process of its own, which a test may kill. */
export class SpawnedServer {
  private output = '';
  private scheme = 'http';
  private port = 0;
  private readonly closed: Promise<unknown[]>;

  private constructor(private readonly child: ChildProcess) {
    this.closed = once(child, 'close');
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    }
  }

  /** Resolves when the server says that it listens. */
  static async start(spawn: Spawn): Promise<SpawnedServer> {
    const server = SpawnedServer.launch(spawn);
    await server.listening();
    return server;
  }

  /** A server that has yet to say that it listens. */
  static launch({
    script = BUILT_SERVER,
    databaseUrl,
    keysDirectory,
    environment,
  }: Spawn): SpawnedServer {
    const child = spawn(process.execPath, [script], {
      // Away from any .env file of whoever runs the tests.
      cwd: keysDirectory,
      env: { ...serverEnvironment(databaseUrl, keysDirectory), ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new SpawnedServer(child);
  }

  get origin(): string {
    return `${this.scheme}://127.0.0.1:${this.port}`;
  }

  get pid(): number {
    const { pid } = this.child;
    if (pid === undefined) throw new Error('the server was not started');
    return pid;
  }

  /** Everything it has written so far. */
  get log(): string {
    return this.output;
  }

  send(request: HttpRequest): Promise<Answer> {
    return send(this.origin, request);
  }

  /** `kill -9`: no farewell, no flush. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Lets it drain; its exit code, null when it had to be killed. */
  stop(): Promise<number | null> {
    return this.end('SIGTERM');
  }

  /** Resolves once the log holds the text. */
  logged(text: string): Promise<void> {
    return eventually(() => Promise.resolve(this.output.includes(text)));
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    this.child.kill(signal);
    const [code] = await this.closed;
    return typeof code === 'number' ? code : null;
  }

  /** Rejects when the server ends instead. */
  listening(): Promise<void> {
    return new Promise((resolve, reject) => {
      this.child.stdout?.on('data', () => {
        const [, scheme, port] = LISTENING.exec(this.output) ?? [];
        if (scheme === undefined) return;
        this.scheme = scheme;
        this.port = Number(port);
        resolve();
      });
      this.child.once('exit', () => {
        reject(new Error(`the server did not start:\n${this.output}`));
      });
    });
  }
}
