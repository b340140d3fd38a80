import { loadConfig } from '../config/load-config.js';
import { refuseToStart } from '../refuse-to-start.js';
import { createActiveKey } from '../tokens/key-creation.js';
import { readKeyDirectory } from '../tokens/key-directory.js';

/** Leaves a signing key in `JWT_KEYS_DIR` unless one is there; for the days before production. */
async function createKey(): Promise<string> {
  const { jwtKeysDir, jwtAlgorithm } = loadConfig();
  const { active } = readKeyDirectory(jwtKeysDir, { confidential: true });
  if (active.length > 0) return `${jwtKeysDir} holds a signing key already; nothing was changed.`;
  await createActiveKey(jwtKeysDir, jwtAlgorithm);
  return `${jwtKeysDir} holds a new ${jwtAlgorithm} signing key.`;
}

createKey().then((outcome) => {
  process.stdout.write(`${outcome}\n`);
}, refuseToStart);
