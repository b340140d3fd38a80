import type * as Argon2 from 'argon2';
import type * as NodeRsArgon2 from '@node-rs/argon2';
import { Logger } from '@nestjs/common';
import { CURRENT_COST } from './stored-hash.js';

/** One implementation of argon2, off the event loop. Knows nothing of queues or policies. */
export abstract class PasswordHasher {
  /** Name of the package behind it. */
  abstract readonly engine: string;
  /** An argon2id PHC string at the current cost, with a fresh salt. */
  abstract hash(password: string): Promise<string>;
  /** Checks any well-formed argon2 PHC string at the cost it names; rejects where the engine fails. */
  abstract verify(hash: string, password: string): Promise<boolean>;
}

/** The engine that builds everywhere, from source if need be. */
export class Argon2Hasher extends PasswordHasher {
  readonly engine = 'argon2';

  private constructor(private readonly argon2: typeof Argon2) {
    super();
  }

  /** Rejects where the package or its binary is missing. */
  static async load(): Promise<PasswordHasher> {
    return new Argon2Hasher(await import('argon2'));
  }

  hash(password: string): Promise<string> {
    return this.argon2.hash(password, {
      type: this.argon2.argon2id,
      memoryCost: CURRENT_COST.memory,
      timeCost: CURRENT_COST.passes,
      parallelism: CURRENT_COST.lanes,
    });
  }

  verify(hash: string, password: string): Promise<boolean> {
    return this.argon2.verify(hash, password);
  }
}

/** The faster engine (SIMD), where its prebuilt binary fits the machine. */
export class NodeRsArgon2Hasher extends PasswordHasher {
  readonly engine = '@node-rs/argon2';

  private constructor(private readonly argon2: typeof NodeRsArgon2) {
    super();
  }

  /** Rejects where the package or its binary is missing. */
  static async load(): Promise<PasswordHasher> {
    return new NodeRsArgon2Hasher(await import('@node-rs/argon2'));
  }

  hash(password: string): Promise<string> {
    // Its default algorithm is argon2id; the const enum to say so does not exist at run time.
    return this.argon2.hash(password, {
      memoryCost: CURRENT_COST.memory,
      timeCost: CURRENT_COST.passes,
      parallelism: CURRENT_COST.lanes,
    });
  }

  verify(hash: string, password: string): Promise<boolean> {
    return this.argon2.verify(hash, password);
  }
}

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
