import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { assertSafeHeaders, UndeliverableMail } from './letter.js';
import { LetterWriters } from './letter-writers.js';
import type { MailOutcome } from './mail-outcomes.js';
import { MailOutbox } from './outbox/mail-outbox.js';
import type { QueuedMail } from './outbox/queued-mail.js';
import { MailWords } from './templates/mail-words.js';
import { MailTransport } from './transports/mail-transport.js';

/** Milliseconds for which a process may be at a mail: longer than any transport takes. */
const LEASE = 120_000;

const MINUTE = 60_000;
/** Milliseconds until the next try, by how many there were; after the last one it is given up. */
const PAUSES = [
  ...[5000, 30_000],
  ...[2, 10, 30, 60, 120, 240, 480].map((minutes) => minutes * MINUTE),
];

/** One mail from the outbox to the other side, or back into the outbox. */
@Injectable()
export class MailDelivery {
  private readonly log = new Logger('Mail');

  constructor(
    private readonly outbox: MailOutbox,
    private readonly writers: LetterWriters,
    private readonly words: MailWords,
    private readonly transport: MailTransport,
    private readonly clock: Clock,
  ) {}

  /** Null where another process is at it. */
  async deliver(mail: QueuedMail): Promise<MailOutcome | null> {
    const claimed = await this.outbox.claim(mail, this.clock.now() + LEASE);
    if (claimed === null) return null;
    try {
      const outcome = await this.send(claimed);
      await this.outbox.remove(claimed);
      return outcome;
    } catch (error) {
      return this.putBack(claimed, error);
    }
  }

  private async send(mail: QueuedMail): Promise<MailOutcome> {
    const letter = await this.writers.write(mail);
    if (letter === null) return 'withheld';
    const { kind, language, to } = letter;
    const outgoing = { id: mail.id, kind, language, to, ...this.words.write(letter) };
    assertSafeHeaders(outgoing);
    await this.transport.send(outgoing);
    return 'sent';
  }

  /** The log has the id of the mail, and neither its receiver nor its words. */
  private async putBack(mail: QueuedMail, error: unknown): Promise<MailOutcome> {
    const what = `Mail ${mail.id} (${mail.kind})`;
    if (error instanceof UndeliverableMail) {
      this.log.warn(`${what} cannot be delivered: ${error.message}`);
      await this.outbox.remove(mail);
      return 'undeliverable';
    }
    const pause = PAUSES[mail.attempts - 1];
    if (pause === undefined) {
      this.log.error(`${what} is given up after ${mail.attempts} tries`);
      await this.outbox.remove(mail);
      return 'given-up';
    }
    this.log.warn(`${what} is tried again in ${pause / 1000} s: ${reasonOf(error)}`);
    await this.outbox.postpone(mail, this.clock.now() + pause);
    return 'failed';
  }
}

/** Mail servers put the receiver into what they say, so that only the kind of error is told. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? `${error.name} ${String(error.code)}` : error.name;
}
