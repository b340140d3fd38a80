import { Injectable } from '@nestjs/common';

/** What became of one try: `withheld` is mail that turned out to be for no account. */
export const MAIL_OUTCOMES = ['sent', 'withheld', 'failed', 'undeliverable', 'given-up'] as const;
export type MailOutcome = (typeof MAIL_OUTCOMES)[number];

export type MailObserver = (outcome: MailOutcome) => void;

/** Tells the metrics what becomes of mail. */
@Injectable()
export class MailOutcomes {
  private readonly observers: MailObserver[] = [];

  add(observer: MailObserver): void {
    this.observers.push(observer);
  }

  tell(outcome: MailOutcome): void {
    for (const observe of this.observers) observe(outcome);
  }
}
