import { readConfig } from '../config/read-config.js';
import { createActiveKey } from '../tokens/key-creation.js';
import { readKeyDirectory } from '../tokens/key-directory.js';

/** Leaves a signing key in `JWT_KEYS_DIR` unless one is there; for the days before production. */
async function createKey(): Promise<string> {
  const { jwtKeysDir, jwtAlgorithm } = readConfig();
  const { active } = readKeyDirectory(jwtKeysDir, { confidential: true });
  if (active.length > 0) return `${jwtKeysDir} holds a signing key already; nothing was changed.`;
  await createActiveKey(jwtKeysDir, jwtAlgorithm);
  return `${jwtKeysDir} holds a new ${jwtAlgorithm} signing key.`;
}

createKey().then(
  (outcome) => {
    console.log(outcome);
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
