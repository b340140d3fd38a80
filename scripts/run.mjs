import { spawnSync } from 'node:child_process';
import { root } from './root.mjs';

/** Runs a JavaScript file under this same Node, on this terminal; answers its exit code. */
export function runNode(file, ...args) {
  const { status, error } = spawnSync(process.execPath, [file, ...args], {
    cwd: root,
    stdio: 'inherit',
  });
  if (error) throw error;
  return status ?? 1;
}

/** As `runNode`, and ends this process when the other fails. */
export function mustRunNode(file, ...args) {
  const status = runNode(file, ...args);
  if (status !== 0) process.exit(status);
}
