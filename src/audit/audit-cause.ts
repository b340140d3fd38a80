/** Why an authorization code came to nothing. */
export type CodeRefusalCause =
  | 'unknown-state'
  | 'foreign-state'
  | 'foreign-browser'
  | 'code-reused'
  | 'code-refused'
  | 'id-token-refused'
  | 'timed-out'
  | 'unreachable'
  | 'failing'
  | 'bad-answer'
  | 'too-large'
  | 'client-refused'
  | 'resting'
  | 'user-disabled'
  | 'sign-up-closed'
  | 'link-required'
  | 'identity-taken';

/** What showed, after the grace, that a successor is asked for by the one who was given it. */
export type RetryGrounds = 'same-device' | 'same-place';

/** Why a superseded refresh token was refused. */
export type ReuseCause = 'successor-used' | 'too-late' | 'elsewhere';

/** Why a service was not let in. */
export type ClientRefusalCause =
  'unknown-client' | 'wrong-secret' | 'expired-secret' | 'client-disabled';

/** Why nothing is sent to a webhook any more: by an operator, it said so (410), or it took nothing. */
export type WebhookEnd = 'operator' | 'gone' | 'failing';
/** By what an account is entered beside its password. */
export type FactorKind = 'totp' | 'recovery-code';

/** Why a second factor came to nothing. */
export type FactorRefusalCause =
  'wrong-code' | 'used-code' | 'not-enrolled' | 'challenge-spent' | 'user-gone';
