import { execFileSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { CLIENTS, ROUNDS, root } from './plan.mjs';

/** Where and when figures were taken; they mean nothing without. */
export const machine = () => ({
  date: new Date().toISOString(),
  commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  }).trim(),
  processor: cpus()[0].model,
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  node: process.version,
  clients: CLIENTS,
  rounds: ROUNDS,
});
