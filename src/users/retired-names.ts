import { createHmac } from 'node:crypto';
import type { CanonicalName } from './canonical-name.js';

/** By what the name of a deleted account is recognised, and not read. */
export class RetiredNames {
  /** @param keys the newest first: it writes, and each of them is still recognised */
  constructor(private readonly keys: readonly Buffer[]) {}

  /** One for each key, the newest first. */
  digestsOf(name: CanonicalName): readonly string[] {
    return this.keys.map((key) => digest(key, name));
  }
}

const digest = (key: Buffer, name: CanonicalName): string =>
  createHmac('sha256', key).update(name).digest('base64url');
