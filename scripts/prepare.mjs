import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { root } from './root.mjs';

/** Installs and builds, whichever is due; from here on, paths are those of the project. */
export function prepare() {
  process.chdir(root);
  ensureInstalled();
  ensureBuilt();
}
