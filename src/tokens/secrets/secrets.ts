import { hkdfSync } from 'node:crypto';

/** Bytes of a derived key. */
const LENGTH = 32;

/**
 * What everything is derived from that has to be the same on every instance and to outlive the
 * signing keys. HKDF-SHA256 (RFC 5869), independent for every purpose.
 */
export class Secrets {
  /** @param roots the newest first */
  constructor(private readonly roots: readonly [string, ...string[]]) {}

  /** With others ahead of these, which write instead of them. */
  behind(others: readonly string[]): Secrets {
    const [first, ...rest] = others;
    return first === undefined ? this : new Secrets([first, ...rest, ...this.roots]);
  }

  /** 32 bytes; what is written from now on is written by them. */
  derive(purpose: string): Buffer {
    return derived(this.roots[0], purpose);
  }

  /** One for each root, the newest first; what was written by any of them is still recognised. */
  deriveAll(purpose: string): readonly Buffer[] {
    return this.roots.map((root) => derived(root, purpose));
  }
}

const derived = (root: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', root, '', `portcullis ${purpose}`, LENGTH));
