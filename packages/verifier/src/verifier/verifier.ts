import type { Claims } from '../claims/claims.js';
import type { VerifierStatus } from './status.js';

/** Judges access tokens in this process, with what the server said of keys and revocations. */
export interface Verifier {
  /**
   * Resolves when keys, and revocations where the feed is on, are there. Until then every token is
   * refused as `stale`.
   * @throws Error after ten seconds, with the last failure as its cause; the verifier keeps trying
   */
  ready(): Promise<void>;

  /**
   * The claims of a token that is good at this moment. Does not wait for anything: a token whose key
   * is not known is refused, and the keys are asked for again in the background.
   * @throws TokenRefused
   */
  verify(token: string): Claims;

  /**
   * As `verify`; where the key of a token is not known it asks for the keys first, at most every
   * ten seconds.
   * @throws TokenRefused
   */
  verifyAsync(token: string): Promise<Claims>;

  /** How well informed the verifier is. */
  status(): VerifierStatus;

  /** Ends the requests that are under way; from then on nothing new is learnt. */
  close(): void;
}
