import type { Command } from 'commander';
import { withCore } from './core.js';
import { keyLine, listedKey } from './key-listing.js';
import { fail, type Format, JSON_OPTION, report } from './output.js';
import type { AppConfig } from '../config/app-config.js';
import { loadConfig } from '../config/load-config.js';
import { KeyRevocation } from '../signing-keys/key-revocation.js';
import { KeyRotation } from '../signing-keys/key-rotation.js';
import { createActiveKey } from '../tokens/keys/key-creation.js';
import { readKeyDirectory } from '../tokens/keys/key-directory.js';
import { isTurnKey } from '../tokens/keys/ring-key.js';

/** Without the database: for the days before production. */
async function createInDirectory({ tokens }: AppConfig): Promise<boolean> {
  const { keys } = await readKeyDirectory(tokens.jwtKeysDir, { confidential: true });
  if (keys.some(isTurnKey)) return false;
  await createActiveKey(tokens.jwtKeysDir, tokens.jwtAlgorithm);
  return true;
}

/** Leaves a signing key where keys are kept unless one is there. */
async function create(format: Format): Promise<void> {
  const config = loadConfig();
  const { jwtKeysDir, jwtKeyStore, jwtAlgorithm } = config.tokens;
  const inDirectory = jwtKeyStore === 'directory';
  const created = inDirectory
    ? await createInDirectory(config)
    : await withCore((core, by) => core.get(KeyRotation).begin(by));
  const place = inDirectory ? jwtKeysDir : 'The database';
  const sentence = created
    ? `${place} holds a new ${jwtAlgorithm} signing key.`
    : `${place} holds a signing key already; nothing was changed.`;
  report(inDirectory ? { created, directory: jwtKeysDir } : { created }, sentence, format);
}

async function list(format: Format): Promise<void> {
  const keys = await withCore((core) => core.get(KeyRotation).list());
  const sentence = keys.length === 0 ? 'There are none.' : keys.map(keyLine).join('\n');
  report({ keys: keys.map(listedKey) }, sentence, format);
}

const iso = (moment: number): string => new Date(moment).toISOString();

async function rotate({ now = false, ...format }: Format & { now?: boolean }): Promise<void> {
  const { key, signsFrom } = await withCore((core, by) =>
    core.get(KeyRotation).rotate({ now }, by),
  );
  const from = iso(signsFrom);
  report({ kid: key.kid, signsFrom: from }, `${key.kid} signs from ${from}.`, format);
}

async function revoke(kid: string, format: Format): Promise<void> {
  const revoked = await withCore((core, by) => core.get(KeyRevocation).revoke(kid, by));
  if (revoked === null) {
    fail(`There is no signing key ${kid}.`);
    return;
  }
  const { successor } = revoked;
  const next = successor === null ? null : { ...successor, signsFrom: iso(successor.signsFrom) };
  const change = next === null ? '' : ` ${next.kid} signs from ${next.signsFrom}.`;
  report({ revoked: true, successor: next }, `Revoked.${change}`, format);
}

export function addKeyCommands(program: Command): void {
  const key = program.command('key').description('signing keys');
  key
    .command('create')
    .description('make a signing key, unless there is one')
    .option(...JSON_OPTION)
    .action(create);
  key
    .command('list')
    .description('list the signing keys, and what each is good for')
    .option(...JSON_OPTION)
    .action(list);
  key
    .command('rotate')
    .description('have the next key sign, once every service can know it')
    .option('--now', 'have it sign in two seconds, which services may notice')
    .option(...JSON_OPTION)
    .action(rotate);
  key
    .command('revoke')
    // One of 64 begins as an option does.
    .allowUnknownOption()
    .argument('<kid>', 'as `key list` has it')
    .description('refuse every token that a key signed, at once and everywhere')
    .option(...JSON_OPTION)
    .action(revoke);
}
