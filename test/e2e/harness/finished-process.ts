import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

const BUILT = join(__dirname, '../../../dist');

export interface Run {
  /** A built script, relative to `dist`, such as `portcullis.cjs`. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly directory: string;
  /** Under whose account; root alone may choose. */
  readonly uid?: number;
}

/** What a process that ran to its end left behind. */
export interface FinishedProcess {
  readonly code: unknown;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a built script to its end. */
export async function finishedProcess(run: Run): Promise<FinishedProcess> {
  const child = spawn(process.execPath, [join(BUILT, run.script), ...(run.args ?? [])], {
    cwd: run.directory,
    env: run.environment,
    ...(run.uid === undefined ? {} : { uid: run.uid }),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [stdout, stderr, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<unknown[]>,
  ]);
  return { code, stdout, stderr };
}
