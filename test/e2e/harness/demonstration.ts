import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { eventually } from './eventually.js';

/** Milliseconds; it may have to be built first. */
const PATIENCE = 120_000;

async function freePort(): Promise<string> {
  const server = createServer();
  server.listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return String(port);
}

export const DEMO_PORTS = ['PORT', 'DEMO_PAGE_PORT', 'DEMO_PROVIDER_PORT'] as const;

/** `npm run demo:oidc`, on ports and files of its own. */
export class Demonstration {
  output = '';

  private constructor(private readonly child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk: Buffer) => (this.output += chunk.toString('utf8')));
    }
  }

  static async launch(
    directory: string,
    ports: Readonly<Record<string, string>> = {},
  ): Promise<Demonstration> {
    const free = await Promise.all(
      DEMO_PORTS.map(async (name) => [name, await freePort()] as const),
    );
    const child = spawn(process.execPath, [join(__dirname, '../../../scripts/demo-oidc.mjs')], {
      env: {
        PATH: process.env.PATH,
        ...Object.fromEntries(free),
        ...ports,
        DATABASE_URL: `sqlite:${join(directory, 'demo.sqlite')}`,
        JWT_KEYS_DIR: join(directory, 'keys'),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return new Demonstration(child);
  }

  static async start(directory: string): Promise<Demonstration> {
    const demonstration = await Demonstration.launch(directory);
    await eventually(
      () => Promise.resolve(demonstration.page !== undefined),
      Date.now() + PATIENCE,
    );
    return demonstration;
  }

  get page(): string | undefined {
    return /Open (http:\/\/localhost:\d+)/.exec(this.output)?.[1];
  }

  /** Its exit code, when it ends by itself. */
  async ended(): Promise<unknown> {
    const [code] = (await once(this.child, 'close')) as unknown[];
    return code;
  }

  async stop(): Promise<void> {
    const closed = once(this.child, 'close');
    this.child.kill('SIGTERM');
    await closed;
  }
}
