import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { peers } from '../plan.mjs';

const versionOf = (directory) =>
  JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')).version;

function isInstalled(directory) {
  const { dependencies } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  return Object.entries(dependencies).every(([name, version]) => {
    const there = join(directory, 'node_modules', name);
    return existsSync(there) && versionOf(there) === version;
  });
}

/** Each peer has a folder and a lockfile of its own, so that nothing of it gets into the product. */
export function ensurePeersInstalled() {
  const directory = join(peers, 'better-auth');
  if (isInstalled(directory)) return;
  console.log('Installing better-auth …');
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: directory,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (status !== 0) process.exit(status ?? 1);
}
