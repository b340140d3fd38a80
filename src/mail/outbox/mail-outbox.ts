import type { QueuedMail } from './queued-mail.js';

export interface MailBacklog {
  readonly waiting: number;
  /** Milliseconds since the epoch; null where none waits. */
  readonly oldest: number | null;
}

/** Mail that waits in the database, so that it outlives the process that it was asked of. */
export abstract class MailOutbox {
  /** Joins a unit of work that is running; false, and nothing done, where too many wait already. */
  abstract put(mail: QueuedMail, most: number): Promise<boolean>;
  /** The next ones that may be taken up. */
  abstract due(now: number, limit: number): Promise<readonly QueuedMail[]>;
  /**
   * Takes a mail up until a moment, after which others may; null when another process was faster.
   * One compare-and-set.
   */
  abstract claim(mail: QueuedMail, until: number): Promise<QueuedMail | null>;
  /** Lets it be taken up again later, unless another process has done so meanwhile. */
  abstract postpone(claimed: QueuedMail, dueAt: number): Promise<void>;
  /** Takes it out for good, likewise. */
  abstract remove(claimed: QueuedMail): Promise<void>;
  abstract backlog(): Promise<MailBacklog>;
}
