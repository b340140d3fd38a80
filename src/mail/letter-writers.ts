import { Injectable } from '@nestjs/common';
import type { Letter } from './letter.js';
import type { MailKind } from './mail-kind.js';
import type { QueuedMail } from './outbox/queued-mail.js';

/**
 * Makes a letter of what was asked for, when it is about to be sent; null where there is nothing to
 * send. It may be asked several times for one mail, and then says the same.
 */
export type LetterWriter = (mail: QueuedMail) => Promise<Letter | null>;

/** Who writes which kind of mail: rooms above know what it is about. */
@Injectable()
export class LetterWriters {
  private readonly writers = new Map<MailKind, LetterWriter>();

  add(kind: MailKind, writer: LetterWriter): void {
    this.writers.set(kind, writer);
  }

  write(mail: QueuedMail): Promise<Letter | null> {
    const writer = this.writers.get(mail.kind);
    if (writer === undefined) throw new Error(`Mail of the kind ${mail.kind} has no writer`);
    return writer(mail);
  }
}
