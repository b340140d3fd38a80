import type { Claims } from '../claims/claims.js';
import { inSeconds } from '../clock/clock.js';
import type { KeySet } from '../keys/key-set.js';
import { TokenRefused } from '../refusals/token-refused.js';
import type { RevocationList } from '../revocations/revocation-list.js';
import { Generations, keyOf } from './generations.js';
import { RefusedTokens } from './refused-tokens.js';
import { type ReadToken, TokenReading } from './token-reading.js';
import type { TokenRules } from './token-rules.js';

const ENTRIES = 20_000;
/** Characters, of which each takes a byte. */
const LENGTH = 32_000_000;

/** Judges tokens by what is known of keys and revocations. */
export class TokenJudge {
  private readonly reading: TokenReading;
  private readonly accepted = new Generations<ReadToken>(ENTRIES, LENGTH);
  private readonly refused: RefusedTokens;

  constructor(
    private readonly rules: TokenRules,
    private readonly keys: KeySet,
    private readonly revocations: RevocationList,
  ) {
    this.reading = new TokenReading(rules, keys);
    this.refused = new RefusedTokens(keys);
  }

  /** @throws TokenRefused with any code but `stale` */
  judge(token: string): Claims {
    const key = keyOf(token);
    const now = inSeconds(this.rules.clock());
    const { claims } = this.recalled(key, token) ?? this.read(key, token, now);
    if (claims.exp <= now) {
      this.accepted.delete(key);
      throw new TokenRefused('expired');
    }
    if (this.revocations.concern(claims, now)) throw new TokenRefused('revoked');
    return claims;
  }

  /** What was found out before; its key may have been withdrawn since. */
  private recalled(key: string, token: string): ReadToken | null {
    const known = this.accepted.get(key, token);
    if (known === undefined) return null;
    if (this.keys.holds(known.key)) return known;
    this.accepted.delete(key);
    return null;
  }

  private read(key: string, token: string, now: number): ReadToken {
    const code = this.refused.get(key, token);
    if (code !== undefined) throw new TokenRefused(code);
    try {
      const read = this.reading.read(token, now);
      this.accepted.set(key, token, read);
      return read;
    } catch (error) {
      this.refused.note(key, token, error);
      throw error;
    }
  }
}
