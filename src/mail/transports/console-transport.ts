import { Logger } from '@nestjs/common';
import type { OutgoingMail } from '../letter.js';
import { MailTransport } from './mail-transport.js';

/** Shows mail in the log, with its link: for development, where there is no mail server. */
export class ConsoleTransport extends MailTransport {
  private readonly log = new Logger('Mail');

  async send({ to, subject, text }: OutgoingMail): Promise<void> {
    this.log.log(`To: ${to}\nSubject: ${subject}\n\n${text}`);
  }

  async close(): Promise<void> {
    return;
  }
}
