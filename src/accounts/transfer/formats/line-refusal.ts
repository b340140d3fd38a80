/** Why a line does not become an account. */
export type RefusalReason =
  | 'line-too-long'
  | 'bad-json'
  | 'bad-field'
  | 'invalid-name'
  | 'invalid-email'
  | 'unknown-hash'
  | 'too-costly-hash'
  | 'unknown-provider'
  | 'id-taken'
  | 'name-taken'
  | 'email-taken'
  | 'identity-taken';

/**
 * Thrown where a line is read. The detail names fields and never repeats what is in them: a password
 * in clear may be among it.
 */
export class LineRefused extends Error {
  constructor(
    readonly reason: RefusalReason,
    readonly detail: string,
  ) {
    super(`${reason}: ${detail}`);
  }
}
