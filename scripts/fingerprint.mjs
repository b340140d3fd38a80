import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './root.mjs';

/** Every source below a folder of the repository; none where there is no such folder. */
export const sourcesIn = (folder) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true })
        .filter((path) => /\.(tsx?|css|html)$/.test(path))
        .map((path) => join(folder, path))
    : [];

/** Changes with the name or the content of any of these files, and with V8. */
export function fingerprintOf(paths) {
  const hash = createHash('sha256').update(process.versions.v8);
  for (const path of [...paths].sort()) {
    const content = readFileSync(join(root, path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}
