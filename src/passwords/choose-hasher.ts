import { Logger } from '@nestjs/common';
import { Argon2Hasher } from './argon2-hasher.js';
import { NodeRsArgon2Hasher } from './node-rs-argon2-hasher.js';
import type { PasswordHasher } from './password-hasher.js';

export type EngineLoader = () => Promise<PasswordHasher>;

/** In order of preference. */
const ENGINES: readonly EngineLoader[] = [
  () => NodeRsArgon2Hasher.load(),
  () => Argon2Hasher.load(),
];

/** A binary may load and still be wrong for the machine, so it has to show what it can do. */
async function prove(hasher: PasswordHasher): Promise<void> {
  const hash = await hasher.hash('trial');
  if (!(await hasher.verify(hash, 'trial'))) {
    throw new Error(`${hasher.engine} does not verify its own hash`);
  }
}

/** The first engine that works here; rejects with every reason when none does. */
export async function chooseHasher(
  engines: readonly EngineLoader[] = ENGINES,
): Promise<PasswordHasher> {
  const logger = new Logger('Passwords');
  const reasons: unknown[] = [];
  for (const load of engines) {
    try {
      const hasher = await load();
      await prove(hasher);
      logger.log(`Passwords are hashed by ${hasher.engine}`);
      return hasher;
    } catch (reason) {
      logger.warn(`An argon2 engine does not work here: ${String(reason)}`);
      reasons.push(reason);
    }
  }
  throw new AggregateError(reasons, 'No argon2 engine works on this machine');
}
