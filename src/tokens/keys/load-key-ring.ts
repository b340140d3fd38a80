import { Logger } from '@nestjs/common';
import type { Clock } from '../../clock/clock.js';
import type { AppConfig } from '../../config/app-config.js';
import type { JwtAlgorithm } from '../../config/choices.js';
import { ConfigurationError } from '../../config/configuration-error.js';
import { createActiveKey } from './key-creation.js';
import { type KeyDirectory, readKeyDirectory } from './key-directory.js';
import { privateKeyFromPem } from './key-pem.js';
import { KeyRing } from './key-ring.js';
import { isTurnKey, type RingKey, type TurnKey } from './ring-key.js';
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
export function keyFromText(pem: string, algorithm: JwtAlgorithm): TurnKey {
  const key = privateKeyFromPem('JWT_PRIVATE_KEY', pem.replaceAll('\\n', '\n'));
  assertSignsWith(algorithm, 'JWT_PRIVATE_KEY', key);
  return { key, number: 0, publishedAt: 0, signsFrom: 0, revokedAt: null };
}

/** Where keys are rotated, one for another algorithm takes over when its turn comes. */
function assertOneSigns(directory: string, read: KeyDirectory, algorithm: JwtAlgorithm): void {
  const [first, ...others] = read.keys.filter(isTurnKey);
  if (first === undefined) {
    throw new ConfigurationError([
      `JWT_KEYS_DIR ${directory} holds no signing key (<name>.active.pem)`,
    ]);
  }
  if (read.active !== null && others.length === 0) {
    assertSignsWith(algorithm, read.active, first.key);
  }
}

async function keysOf({ tokens, production }: AppConfig): Promise<readonly RingKey[]> {
  const { jwtPrivateKey, jwtKeyStore, jwtKeysDir, jwtAlgorithm } = tokens;
  if (jwtPrivateKey !== null) return [keyFromText(jwtPrivateKey, jwtAlgorithm)];
  // Which are read with all else that is there.
  if (jwtKeyStore === 'database') return [];
  const read = (): Promise<KeyDirectory> =>
    readKeyDirectory(jwtKeysDir, { confidential: production });
  let found = await read();
  if (!found.keys.some(isTurnKey) && !production) {
    await createActiveKey(jwtKeysDir, jwtAlgorithm);
    logger.log(`JWT_KEYS_DIR ${jwtKeysDir} held no signing key, so one was made`);
    found = await read();
  }
  assertOneSigns(jwtKeysDir, found, jwtAlgorithm);
  return found.keys;
}

/**
 * The key ring that the configuration asks for; outside production a missing key is made.
 * @throws ConfigurationError with every fault found.
 */
export async function loadKeyRing(config: AppConfig, clock: Clock): Promise<KeyRing> {
  return new KeyRing(clock, await keysOf(config));
}
