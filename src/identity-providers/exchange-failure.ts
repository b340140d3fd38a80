/** The provider, or what it says, refuses the code. */
export type CodeRefusal = 'code-refused' | 'id-token-refused';

/** The provider does not do its part, for whatever code. */
export type ProviderTrouble =
  | 'timed-out'
  | 'unreachable'
  | 'failing'
  | 'bad-answer'
  | 'too-large'
  | 'client-refused'
  | 'resting';

export type ExchangeFailureReason = CodeRefusal | ProviderTrouble;

/** Why a code did not become a profile. Holds nothing that the provider or the client sent. */
export class ExchangeFailure extends Error {
  override readonly name = 'ExchangeFailure';

  /**
   * @param detail a constant of this code or of a library, for the log
   * @param bySender whether what was sent, rather than the provider, seems to be the cause
   */
  constructor(
    readonly reason: ExchangeFailureReason,
    readonly detail: string,
    readonly bySender = false,
  ) {
    super(`${reason} (${detail})`);
  }
}
