import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { type Authority, CLIENT } from './authority.js';

const ROOT = join(__dirname, '../../..');

export interface SpawnedExample {
  readonly process: ChildProcess;
  readonly origin: string;
}

/** Starts an example as its page says, as a service named `orders`. */
export async function spawnExample(
  { issuer }: Authority,
  command: readonly string[],
): Promise<SpawnedExample> {
  const child = spawn(process.execPath, command, {
    cwd: ROOT,
    env: {
      ...process.env,
      ISSUER: issuer,
      AUDIENCE: 'orders',
      CLIENT_ID: CLIENT.clientId,
      CLIENT_SECRET: CLIENT.clientSecret,
      PORT: '0',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const [, port] = /^listening on (\d+)$/.exec(line) ?? [];
    if (port !== undefined) return { process: child, origin: `http://localhost:${port}` };
  }
  throw new Error(`${command.join(' ')} ended before it listened`);
}

export async function end({ process: child }: SpawnedExample): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
