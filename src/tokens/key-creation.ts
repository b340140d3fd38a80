import { generateKeyPair, type KeyObject, randomUUID } from 'node:crypto';
import { link, mkdir, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JwtAlgorithm } from '../config/choices.js';
import { ConfigurationError } from '../config/configuration-error.js';
import { systemErrorCode } from './key-faults.js';

const CREATED_FILE = 'portcullis.active.pem';

const generate = promisify(generateKeyPair);

async function newPrivateKey(algorithm: JwtAlgorithm): Promise<KeyObject> {
  const pair =
    algorithm === 'RS256'
      ? await generate('rsa', { modulusLength: 2048 })
      : await generate('ec', { namedCurve: 'P-256' });
  return pair.privateKey;
}

/** A link appears whole or not at all, and only for the first of several instances. */
async function publish(draft: string, target: string): Promise<void> {
  try {
    await link(draft, target);
  } catch (error) {
    if (systemErrorCode(error) !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
}

/**
 * Leaves an active key in the directory: a new one, or that of an instance that was faster.
 * @throws ConfigurationError when the directory cannot be written.
 */
export async function createActiveKey(directory: string, algorithm: JwtAlgorithm): Promise<void> {
  const draft = join(directory, `.${randomUUID()}.draft`);
  const key = await newPrivateKey(algorithm);
  const pem = key.export({ type: 'pkcs8', format: 'pem' });
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    await writeFile(draft, pem, { flag: 'wx', mode: 0o600, flush: true });
    await publish(draft, join(directory, CREATED_FILE));
  } catch (error) {
    throw new ConfigurationError([
      `JWT_KEYS_DIR ${directory} cannot be written (${systemErrorCode(error)})`,
    ]);
  }
}
