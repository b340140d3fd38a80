import { generateKeyPair, type KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JwtAlgorithm } from '../../config/choices.js';
import { ConfigurationError } from '../../config/configuration-error.js';
import { systemErrorCode, writeOnce } from '../secrets/secret-file.js';

const CREATED_FILE = 'portcullis.active.pem';

const generate = promisify(generateKeyPair);

export const NEW_RSA_BITS = 2048;

export async function newPrivateKey(algorithm: JwtAlgorithm): Promise<KeyObject> {
  const pair =
    algorithm === 'RS256'
      ? await generate('rsa', { modulusLength: NEW_RSA_BITS })
      : await generate('ec', { namedCurve: 'P-256' });
  return pair.privateKey;
}

/**
 * Leaves an active key in the directory: a new one, or that of an instance that was faster.
 * @throws ConfigurationError when the directory cannot be written.
 */
export async function createActiveKey(directory: string, algorithm: JwtAlgorithm): Promise<void> {
  const key = await newPrivateKey(algorithm);
  const pem = key.export({ type: 'pkcs8', format: 'pem' });
  try {
    await writeOnce(join(directory, CREATED_FILE), pem);
  } catch (error) {
    throw new ConfigurationError([
      `JWT_KEYS_DIR ${directory} cannot be written (${systemErrorCode(error)})`,
    ]);
  }
}
