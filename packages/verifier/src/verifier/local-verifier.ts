import type { Claims } from '../claims/claims.js';
import type { KeySet } from '../keys/key-set.js';
import type { KeySource } from '../keys/key-source.js';
import { isTokenRefused, TokenRefused } from '../refusals/token-refused.js';
import type { RevocationList } from '../revocations/revocation-list.js';
import type { TokenJudge } from '../tokens/token-judge.js';
import type { Awareness } from './awareness.js';
import { untilReady } from './ready.js';
import type { VerifierStatus } from './status.js';
import type { Verifier } from './verifier.js';

/** Seconds between two looks for keys that tokens name and that are not known. */
const KEY_INTERVAL = 10;

export interface LocalVerifierParts {
  readonly judge: TokenJudge;
  readonly keys: KeySet;
  readonly source: KeySource;
  readonly list: RevocationList;
  readonly feed: VerifierStatus['feed'];
  readonly awareness: Awareness;
  readonly closing: AbortController;
  readonly lastError: () => unknown;
}

const namesUnknownKey = (error: unknown): boolean =>
  isTokenRefused(error) && error.code === 'unknown-key';

export class LocalVerifier implements Verifier {
  constructor(private readonly parts: LocalVerifierParts) {}

  ready(): Promise<void> {
    const { awareness, closing, lastError } = this.parts;
    return untilReady({ started: awareness.started, closed: closing.signal, lastError });
  }

  verify(token: string): Claims {
    try {
      return this.judged(token);
    } catch (error) {
      if (namesUnknownKey(error)) void this.parts.source.refreshForUnknown(KEY_INTERVAL);
      throw error;
    }
  }

  async verifyAsync(token: string): Promise<Claims> {
    try {
      return this.judged(token);
    } catch (error) {
      if (!namesUnknownKey(error)) throw error;
      await this.parts.source.refreshForUnknown(KEY_INTERVAL);
      return this.judged(token);
    }
  }

  status(): VerifierStatus {
    const { awareness, feed, keys, list } = this.parts;
    const { state, ages } = awareness;
    return { state, feed, ...ages, keys: keys.size, revocations: list.size };
  }

  close(): void {
    this.parts.closing.abort();
  }

  /** Types say nothing of what JavaScript hands over. */
  private judged(token: unknown): Claims {
    if (typeof token !== 'string') throw new TokenRefused('malformed');
    if (!this.parts.awareness.isEnough) throw new TokenRefused('stale');
    return this.parts.judge.judge(token);
  }
}
