import type { MailKind } from '../mail-kind.js';

/** The words of a mail, each a template over `MailFacts`. */
export interface Wording {
  readonly subject: string;
  /** Paragraphs above the link. */
  readonly before: readonly string[];
  /** What stands on the button, in mail that has a link. */
  readonly button?: string;
  /** What stands before the code, in mail that has one. */
  readonly code?: string;
  /** Paragraphs below. */
  readonly after: readonly string[];
}

export interface LanguageWording {
  readonly greeting: string;
  readonly mails: Readonly<Record<MailKind, Wording>>;
  /** A time that is counted in whole days, in whole hours, or in minutes. */
  readonly days: (count: number) => string;
  readonly hours: (count: number) => string;
  readonly minutes: (count: number) => string;
}
