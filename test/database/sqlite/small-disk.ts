import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Need } from '../../where-there-is.js';

/** A directory on a disk of four megabytes, where the tests may mount one. */
export function smallDisks(): Need<string> {
  const directory = join(mkdtempSync(join(tmpdir(), 'portcullis-small-')), 'disk');
  mkdirSync(directory);
  const mount = ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', directory];
  return {
    found: spawnSync('mount', mount).status === 0 ? [directory] : [],
    absence: 'the tests may not mount a small disk',
  };
}

/** Leaves no room on it, until the file that this returns is removed. */
export function fill(directory: string): string {
  const filler = join(directory, 'filler');
  spawnSync('sh', ['-c', `cat /dev/zero > ${filler}`]);
  return filler;
}
