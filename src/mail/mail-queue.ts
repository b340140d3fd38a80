import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { MailOutbox } from './outbox/mail-outbox.js';
import type { NewMail } from './outbox/queued-mail.js';

/** Longest that is kept of what a client says of itself. */
const USER_AGENT = 256;

/** Where mail is asked for: a request waits for a row, never for a mail server. */
@Injectable()
export class MailQueue {
  constructor(
    private readonly outbox: MailOutbox,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** Whether mail leaves this server at all. */
  get open(): boolean {
    return this.config.mail.mail !== 'off';
  }

  /**
   * Joins a unit of work that is running. False where too many wait already; where mail is off
   * nothing is done, and that is well.
   */
  async put({ origin, ...mail }: NewMail): Promise<boolean> {
    if (!this.open) return true;
    const now = this.clock.now();
    const userAgent = origin.userAgent?.slice(0, USER_AGENT) ?? null;
    const queued = {
      ...mail,
      origin: { ...origin, userAgent },
      id: uuidv7(),
      queuedAt: now,
      dueAt: now,
      attempts: 0,
    };
    return this.outbox.put(queued, this.config.mail.mailQueue);
  }
}
