import { type RefusalCode, TokenRefused } from '../refusals/token-refused.js';
import type { KeySet } from '../keys/key-set.js';
import { Generations } from './generations.js';

const ENTRIES = 10_000;
/** Characters; refused tokens may come from anywhere. */
const LENGTH = 4_000_000;

/** Whether a refusal holds for as long as the keys stay what they are. */
function isFinal(code: RefusalCode): boolean {
  switch (code) {
    case 'malformed':
    case 'wrong-type':
    case 'wrong-algorithm':
    case 'bad-signature':
    case 'wrong-issuer':
    case 'wrong-audience':
    case 'expired':
      return true;
    // A key may be published, a moment may come, an answer may arrive.
    case 'unknown-key':
    case 'not-yet-valid':
    case 'revoked':
    case 'stale':
      return false;
  }
}

/** Tokens that need no second look while the keys are the same. */
export class RefusedTokens {
  private readonly codes = new Generations<RefusalCode>(ENTRIES, LENGTH);
  private generation = 0;

  constructor(private readonly keys: KeySet) {}

  get(key: string, token: string): RefusalCode | undefined {
    if (this.generation === this.keys.generation) return this.codes.get(key, token);
    this.generation = this.keys.generation;
    this.codes.clear();
    return undefined;
  }

  /** Remembers what `error` says of a token, if that is final. */
  note(key: string, token: string, error: unknown): void {
    if (error instanceof TokenRefused && isFinal(error.code))
      this.codes.set(key, token, error.code);
  }
}
