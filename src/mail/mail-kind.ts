/** Every mail that there is. */
export const MAIL_KINDS = [
  'password-reset',
  'password-changed',
  'email-verification',
  'email-change',
  'email-changed',
  'account-closing',
  'account-kept',
  'account-deleted',
] as const;
export type MailKind = (typeof MAIL_KINDS)[number];

/** What templates know of the matter. */
export interface MailFacts {
  /** How the service is called. */
  readonly service: string;
  /** Whom the mail is for, as the account shows it. */
  readonly name: string;
  readonly username: string;
  /** Where a button leads; empty in mail that has none. */
  readonly link: string;
  /** What may be typed instead of following the link; empty in mail that has none. */
  readonly code: string;
  /** How long both are good, or how long it is until something happens, in words of the language. */
  readonly life: string;
  /** The new address, where it is about one. */
  readonly address: string;
}
