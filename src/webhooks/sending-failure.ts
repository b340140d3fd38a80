/** Why a receiver gave no answer. */
export type SendingCause =
  | 'private-address'
  | 'not-https'
  | 'unknown-host'
  | 'unreachable'
  | 'timed-out'
  /** None of `SECRETS` opens what signs. */
  | 'no-secret'
  /** The server ends; nothing is wrong with the receiver. */
  | 'interrupted';

export class SendingFailure extends Error {
  constructor(readonly reason: SendingCause) {
    super(reason);
  }
}
