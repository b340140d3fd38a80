import type { Command } from 'commander';
import { type Format, JSON_OPTION, report } from './output.js';
import { loadConfig } from '../config/load-config.js';
import { createActiveKey } from '../tokens/key-creation.js';
import { readKeyDirectory } from '../tokens/key-directory.js';

/** Leaves a signing key in `JWT_KEYS_DIR` unless one is there; for the days before production. */
async function create(format: Format): Promise<void> {
  const { jwtKeysDir, jwtAlgorithm } = loadConfig();
  const { active } = readKeyDirectory(jwtKeysDir, { confidential: true });
  const created = active.length === 0;
  if (created) await createActiveKey(jwtKeysDir, jwtAlgorithm);
  const sentence = created
    ? `${jwtKeysDir} holds a new ${jwtAlgorithm} signing key.`
    : `${jwtKeysDir} holds a signing key already; nothing was changed.`;
  report({ created, directory: jwtKeysDir }, sentence, format);
}

export function addKeyCommands(program: Command): void {
  program
    .command('key')
    .description('signing keys')
    .command('create')
    .description('make a signing key in JWT_KEYS_DIR, unless it holds one')
    .option(...JSON_OPTION)
    .action(create);
}
