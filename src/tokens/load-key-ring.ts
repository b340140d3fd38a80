import { Logger } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import type { JwtAlgorithm } from '../config/choices.js';
import { ConfigurationError } from '../config/configuration-error.js';
import { createActiveKey } from './key-creation.js';
import { type KeyDirectory, readKeyDirectory } from './key-directory.js';
import { privateKeyFromPem } from './key-pem.js';
import { KeyRing } from './key-ring.js';
import type { SigningKey } from './verification-key.js';

const logger = new Logger('KeyRing');

function assertSignsWith(algorithm: JwtAlgorithm, source: string, key: SigningKey): void {
  if (key.alg !== algorithm) {
    throw new ConfigurationError([
      `${source} holds a key for ${key.alg}, but JWT_ALGORITHM is ${algorithm}`,
    ]);
  }
}

/** Environment files often carry a PEM on one line, with `\n` spelled out. */
function ringFromText(pem: string, algorithm: JwtAlgorithm): KeyRing {
  const key = privateKeyFromPem('JWT_PRIVATE_KEY', pem.replaceAll('\\n', '\n'));
  assertSignsWith(algorithm, 'JWT_PRIVATE_KEY', key);
  return new KeyRing(key);
}

function ringFromDirectory(directory: string, keys: KeyDirectory, alg: JwtAlgorithm): KeyRing {
  const [active, ...surplus] = keys.active;
  if (active === undefined) {
    throw new ConfigurationError([
      `JWT_KEYS_DIR ${directory} holds no signing key (<name>.active.pem)`,
    ]);
  }
  if (surplus.length > 0) {
    const files = keys.active.map(({ file }) => file).join(' and ');
    throw new ConfigurationError([`${files} cannot both sign, only one file may be active`]);
  }
  assertSignsWith(alg, active.file, active.key);
  return new KeyRing(active.key, keys.others);
}

/**
 * The key ring that the configuration asks for; outside production a missing key is made.
 * @throws ConfigurationError with every fault found.
 */
export async function loadKeyRing(config: AppConfig): Promise<KeyRing> {
  const { jwtPrivateKey, jwtKeysDir, jwtAlgorithm, production } = config;
  if (jwtPrivateKey !== null) return ringFromText(jwtPrivateKey, jwtAlgorithm);
  const read = (): KeyDirectory => readKeyDirectory(jwtKeysDir, { confidential: production });
  const found = read();
  if (found.active.length > 0 || production) {
    return ringFromDirectory(jwtKeysDir, found, jwtAlgorithm);
  }
  await createActiveKey(jwtKeysDir, jwtAlgorithm);
  logger.log(`JWT_KEYS_DIR ${jwtKeysDir} held no signing key, so one was made`);
  return ringFromDirectory(jwtKeysDir, read(), jwtAlgorithm);
}
