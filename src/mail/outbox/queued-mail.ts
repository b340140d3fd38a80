import type { MailLanguage } from '../../config/choices.js';
import type { MailKind } from '../mail-kind.js';

/** Who asked, as far as the connection told; for what is written down when the mail is. */
export interface MailOrigin {
  readonly requestId: string;
  readonly address: string;
  readonly userAgent: string | null;
  readonly traceId?: string;
}

/** What a kind of mail needs to know beside whom it is for; bounded by those who queue it. */
export interface MailMatter {
  /** Digest of what the asking client was given to show with the code. */
  readonly request?: string;
  /** Of an account that is gone by the time that the mail is written. */
  readonly username?: string;
  readonly displayName?: string;
}

/** A mail that is asked for. */
export interface NewMail {
  /** Null where it shows only later whether an account has the address. */
  readonly userId: string | null;
  /** Null for the address that the account has when the mail is written. */
  readonly address: string | null;
  readonly kind: MailKind;
  readonly language: MailLanguage;
  readonly matter: MailMatter;
  readonly origin: MailOrigin;
}

export interface QueuedMail extends NewMail {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly queuedAt: number;
  readonly dueAt: number;
  readonly attempts: number;
}
