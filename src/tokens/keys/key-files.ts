import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { systemErrorCode } from '../secrets/secret-file.js';
import { ConfigurationError } from '../../config/configuration-error.js';

export interface KeyFile {
  readonly name: string;
  /** With its directory. */
  readonly path: string;
  readonly text: string;
  /** Whether any account of the machine can open it. */
  readonly open: boolean;
}

const OTHERS = 0o007;
const KINDS = ['.pem', '.earlier', '.revoked'] as const;

async function namesIn(directory: string): Promise<readonly string[]> {
  try {
    const names = await readdir(directory);
    return names.filter((name) => KINDS.some((kind) => name.endsWith(kind))).sort();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw new ConfigurationError([
      `JWT_KEYS_DIR ${directory} cannot be read (${systemErrorCode(error)})`,
    ]);
  }
}

/** Null for one that was deleted since its directory was listed. */
async function fileAt(directory: string, name: string): Promise<KeyFile | null> {
  const path = join(directory, name);
  try {
    const [text, { mode }] = await Promise.all([readFile(path, 'utf8'), stat(path)]);
    return { name, path, text, open: (mode & OTHERS) !== 0 };
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw new ConfigurationError([`${path} cannot be read (${systemErrorCode(error)})`]);
  }
}

/**
 * What belongs to keys in a directory, by name; one that does not exist holds nothing.
 * @throws ConfigurationError with the faults of all files
 */
export async function keyFiles(directory: string): Promise<readonly KeyFile[]> {
  const names = await namesIn(directory);
  const read = await Promise.allSettled(names.map((name) => fileAt(directory, name)));
  const faults = read.flatMap((each) => {
    if (each.status === 'fulfilled') return [];
    if (each.reason instanceof ConfigurationError) return each.reason.faults;
    throw each.reason;
  });
  if (faults.length > 0) throw new ConfigurationError(faults);
  return read.flatMap((each) =>
    each.status === 'fulfilled' && each.value !== null ? [each.value] : [],
  );
}
