import { createRequire } from 'node:module';

/** The version of Node-API that better-sqlite3 13 is compiled for; it crashes on less. */
const NODE_API = 10;

/**
 * The package that works on this Node. Versions before 13 abort the process on Node 24.19 and later
 * as soon as a statement is collected (nodejs/node#65446), later ones do not run on Node 20.
 */
export function sqliteDriver(nodeApi: string = process.versions.napi ?? ''): unknown {
  const name = Number(nodeApi) >= NODE_API ? 'better-sqlite3-node-api' : 'better-sqlite3';
  return createRequire(__filename)(name);
}
