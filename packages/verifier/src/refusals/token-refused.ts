/** What a refusal says to people, by its code. */
const REASONS = {
  malformed: 'The token is no access token in compact form.',
  'wrong-type': 'The token is of another type.',
  'wrong-algorithm': 'The algorithm of the token is not accepted.',
  'unknown-key': 'The key of the token is not known.',
  'bad-signature': 'The signature of the token is wrong.',
  'wrong-issuer': 'The token is from another issuer.',
  'wrong-audience': 'The token is for another audience.',
  expired: 'The token has expired.',
  'not-yet-valid': 'The token is not valid yet.',
  revoked: 'The token was revoked.',
  stale: 'What is known about keys and revocations is too old to judge a token.',
} as const;

/** Why a token was refused; the list is closed. */
export type RefusalCode = keyof typeof REASONS;

/** Both builds of this package may be loaded in one process, each with a class of its own. */
const MARK: unique symbol = Symbol.for('@portcullis/verifier/TokenRefused');

/** A token that must not be accepted. The message never holds a part of the token. */
export class TokenRefused extends Error {
  readonly [MARK] = true;
  override readonly name = 'TokenRefused';

  constructor(readonly code: RefusalCode) {
    super(REASONS[code]);
  }
}

/** As `instanceof TokenRefused`, and also true for the class of the package's other build. */
export const isTokenRefused = (error: unknown): error is TokenRefused =>
  error instanceof Error && MARK in error;
