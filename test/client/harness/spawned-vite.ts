import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { freePort } from '../../e2e/harness/free-port.js';

const ROOT = join(__dirname, '../../..');
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');

/** The example as its page says. */
export class SpawnedVite {
  private constructor(
    private readonly child: ChildProcess,
    readonly origin: string,
  ) {}

  static async start(server: string): Promise<SpawnedVite> {
    const port = String(await freePort());
    const child = spawn(
      process.execPath,
      [VITE, 'examples/spa-react', '--port', port, '--strictPort'],
      {
        cwd: ROOT,
        env: { ...process.env, PORTCULLIS_URL: server, NO_COLOR: '1' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.includes('Local:')) return new SpawnedVite(child, `http://localhost:${port}`);
    }
    throw new Error('Vite ended before it listened');
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.child.kill('SIGKILL');
    await once(this.child, 'exit');
  }
}
