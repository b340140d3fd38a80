import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Logger } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { ConfigurationError } from '../../config/configuration-error.js';
import { systemErrorCode, writeOnce } from './secret-file.js';
import { Secrets } from './secrets.js';

/** Beside the embedded database and the keys that are made the same way. */
const FILE = '.data/secrets';
/** Bytes. */
const LENGTH = 48;

const log = new Logger('Secrets');

async function fromFile(): Promise<string | null> {
  try {
    return (await readFile(FILE, 'utf8')).trim();
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

async function made(): Promise<string> {
  const found = await fromFile();
  if (found !== null) return found;
  await writeOnce(FILE, `${randomBytes(LENGTH).toString('base64url')}\n`);
  log.log(`SECRETS is not set, so one was made in ${FILE}`);
  return (await fromFile()) ?? '';
}

/**
 * The root secrets of the configuration; outside production one is made where there is none.
 * @throws ConfigurationError when it cannot be
 */
export async function loadSecrets({ tokens }: AppConfig): Promise<Secrets> {
  const [newest, ...older] = tokens.secrets.map((secret) => secret.reveal());
  if (newest !== undefined) return new Secrets([newest, ...older]);
  try {
    return new Secrets([await made()]);
  } catch (error) {
    throw new ConfigurationError([
      `SECRETS must be set, since ${FILE} cannot be read or written (${systemErrorCode(error)})`,
    ]);
  }
}
