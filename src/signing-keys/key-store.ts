import type { RingKey, TurnKey } from '../tokens/keys/ring-key.js';

export type { RingKey, TurnKey };

/** What a store holds at one moment. */
export interface StoredKeys {
  readonly keys: readonly RingKey[];
  /** No key has a greater number, nor has one that cannot be read. */
  readonly highest: number;
}

/**
 * Where all instances find the same keys. A key is added whole or not at all; of two that are added
 * with the same number at once, one is. What a key is at some moment follows from its times.
 */
export abstract class KeyStore {
  /** A key that cannot be read is left out, with a line in the log; rejects where none can. */
  abstract read(): Promise<StoredKeys>;
  /** False when another one has the number. */
  abstract add(key: TurnKey): Promise<boolean>;
  /** Lets a key that has not signed yet do so earlier. */
  abstract bringForward(key: TurnKey, signsFrom: number): Promise<void>;
  /** Once and for all: the first moment stands. */
  abstract revoke(kid: string, revokedAt: number): Promise<void>;
  /** Forgets a key that nothing verifies with any more. */
  abstract remove(key: TurnKey): Promise<void>;
}
