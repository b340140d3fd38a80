import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigurationError } from '../config/configuration-error.js';
import { faultsOf, systemErrorCode } from './key-faults.js';
import { privateKeyFromPem, publicKeyFromPem } from './key-pem.js';
import type { SigningKey, VerificationKey } from './verification-key.js';

const ACTIVE = '.active.pem';
const PUBLIC = '.pub.pem';
const OTHERS = 0o007;

export interface KeyDirectory {
  readonly active: readonly { readonly file: string; readonly key: SigningKey }[];
  readonly others: readonly VerificationKey[];
}

interface ReadingRules {
  /** Whether a private key file that any account of the machine can open is a fault. */
  readonly confidential: boolean;
}

function keyFiles(directory: string): string[] {
  try {
    const names = readdirSync(directory).filter((name) => name.endsWith('.pem'));
    return names.sort().map((name) => join(directory, name));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw new ConfigurationError([
      `JWT_KEYS_DIR ${directory} cannot be read (${systemErrorCode(error)})`,
    ]);
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new ConfigurationError([`${file} cannot be read (${systemErrorCode(error)})`]);
  }
}

function readPrivate(file: string, { confidential }: ReadingRules): SigningKey {
  const key = privateKeyFromPem(file, textOf(file));
  if (confidential && (statSync(file).mode & OTHERS) !== 0) {
    throw new ConfigurationError([`${file} is open to every account, restrict it (chmod 600)`]);
  }
  return key;
}

/**
 * Reads `<name>.active.pem` (signs), `<name>.pub.pem` (retired) and every other `<name>.pem`.
 * A directory that does not exist holds no keys.
 * @throws ConfigurationError with the faults of all files.
 */
export function readKeyDirectory(directory: string, rules: ReadingRules): KeyDirectory {
  const active: { file: string; key: SigningKey }[] = [];
  const others: VerificationKey[] = [];
  const faults = keyFiles(directory).flatMap((file) =>
    faultsOf(() => {
      if (file.endsWith(ACTIVE)) active.push({ file, key: readPrivate(file, rules) });
      else if (file.endsWith(PUBLIC)) others.push(publicKeyFromPem(file, textOf(file)));
      else others.push(readPrivate(file, rules));
    }),
  );
  if (faults.length > 0) throw new ConfigurationError(faults);
  return { active, others };
}
