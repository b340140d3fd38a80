import { type AccessClaims, type AuthenticationMethod, TWO_FACTORS } from '../tokens/claims.js';

/** What the access token of a session says. */
export type AccessTokenClaims = AccessClaims;

/** `acr` that an account with a second factor is asked for. */
export const STRONG = TWO_FACTORS;

export type FurtherProof = 'totp' | 'recovery-code';

/** What RFC 8176 §2 calls a second factor; recovery codes have no name there. */
export const methodsOf = (proof: FurtherProof): readonly AuthenticationMethod[] =>
  proof === 'totp' ? ['otp', 'mfa'] : ['mfa'];
