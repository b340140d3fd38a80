import type { CanonicalName } from '../../users/canonical-name.js';

export type ChallengePurpose = 'password-reset' | 'email-verification' | 'email-change';

/** What a person is to prove by a link or a code, for one purpose and one address. */
export interface Challenge {
  readonly id: string;
  readonly purpose: ChallengePurpose;
  readonly tokenDigest: string;
  readonly requestDigest: string;
  readonly codeDigest: string;
  readonly guesses: number;
  readonly userId: string;
  readonly address: string;
  readonly addressKey: CanonicalName;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  readonly usedAt: number | null;
  readonly usedBy: string | null;
}

/** The token of a link, or the code of the same mail with what the asking client was given. */
export type Proof =
  | { readonly by: 'token'; readonly token: string }
  | { readonly by: 'code'; readonly requestId: string; readonly code: string };

export abstract class Challenges {
  /** Stores one, or, where the mail is tried again and it was not used, what has changed of it. */
  abstract put(challenge: Challenge): Promise<void>;
  /**
   * How many for the purpose and the address were asked for before it and can still be used. Where
   * several are stored at once, those that were asked for first may come last and not be counted.
   */
  abstract earlierLive(challenge: Challenge, now: number): Promise<number>;
  abstract remove(id: string): Promise<void>;
  abstract byToken(tokenDigest: string): Promise<Challenge | null>;
  abstract byRequest(requestDigest: string): Promise<Challenge | null>;
  /** Counts a guess at the code, while there are fewer than `most`; false when there are none left. */
  abstract countGuess(requestDigest: string, most: number, now: number): Promise<boolean>;
  /** One compare-and-set: of those who use one at once, one does. */
  abstract use(id: string, usedBy: string, now: number): Promise<boolean>;
  /** Part of the unit of work that uses it: no other one for the same is good any more. */
  abstract withdrawOthers(challenge: Challenge): Promise<void>;
}
