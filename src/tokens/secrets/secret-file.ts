import { randomUUID } from 'node:crypto';
import { link, mkdir, rename, unlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** `ENOENT`, `EACCES` and their like. */
export function systemErrorCode(error: unknown): string {
  const named = typeof error === 'object' && error !== null && 'code' in error;
  return named && typeof error.code === 'string' ? error.code : 'unknown error';
}

/** A link appears whole or not at all, and only for the first of several instances. */
async function publish(draft: string, target: string): Promise<boolean> {
  try {
    await link(draft, target);
    return true;
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    await unlink(draft);
  }
}

/** A file that only its owner can read, beside the one that it is to become. */
async function draftOf(file: string, content: string | Buffer): Promise<string> {
  const directory = dirname(file);
  const draft = join(directory, `.${randomUUID()}.draft`);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFile(draft, content, { flag: 'wx', mode: 0o600, flush: true });
  return draft;
}

/**
 * Leaves a file that only its owner can read: with this content, or with that of an instance that
 * was faster; true for the former. Rejects with the system's error when it cannot be written.
 */
export async function writeOnce(file: string, content: string | Buffer): Promise<boolean> {
  return publish(await draftOf(file, content), file);
}

/** Leaves the file with this content, whatever it held; readers see the one or the other. */
export async function overwrite(file: string, content: string | Buffer): Promise<void> {
  await rename(await draftOf(file, content), file);
}
