import { isEmail } from 'class-validator';
import type { MailLanguage } from '../config/choices.js';
import type { MailFacts, MailKind } from './mail-kind.js';

/** What is to be said to whom, before it is put into words. */
export interface Letter {
  readonly kind: MailKind;
  readonly language: MailLanguage;
  readonly to: string;
  readonly facts: Omit<MailFacts, 'service' | 'life'>;
  /** Seconds for which the link and the code are good, or until what is told of; null in other mail. */
  readonly life: number | null;
}

export interface Words {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** A mail as it leaves the server. */
export interface OutgoingMail extends Words {
  /** The same whenever the mail is tried again, so that a receiver can tell. */
  readonly id: string;
  readonly kind: MailKind;
  readonly language: MailLanguage;
  readonly to: string;
}

/** A mail that no further try will bring to its receiver. */
export class UndeliverableMail extends Error {
  override readonly name = 'UndeliverableMail';
}

/** Ends of lines, and whatever else a header may not hold (RFC 5322 §2.2). */
const CONTROL = /\p{C}|\p{Zl}|\p{Zp}/u;

/**
 * Headers are made of it, so that it must be one address, and one line.
 * @throws UndeliverableMail
 */
export function assertSafeHeaders({ to, subject }: Pick<OutgoingMail, 'to' | 'subject'>): void {
  if (CONTROL.test(to) || !isEmail(to)) throw new UndeliverableMail('The receiver is no address');
  if (CONTROL.test(subject)) throw new UndeliverableMail('The subject is more than one line');
}
