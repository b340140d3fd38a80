import { Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { Registry } from 'prom-client';
import { MailDispatch } from '../mail/mail-dispatch.js';
import { MAIL_OUTCOMES, type MailOutcome, MailOutcomes } from '../mail/mail-outcomes.js';
import { Tally } from './closed-counter.js';
import { gauge } from './gauge.js';

const EACH = Object.fromEntries(MAIL_OUTCOMES.map((outcome) => [outcome, true])) as Readonly<
  Record<MailOutcome, true>
>;

/** What becomes of mail, and what waits; nothing where mail is off. */
@Injectable()
export class MailMetrics {
  constructor(registry: Registry, outcomes: MailOutcomes, modules: ModuleRef) {
    const tally = new Tally(
      registry,
      'portcullis_mails_total',
      'Tries to send a mail, by what became of them.',
      'outcome',
      EACH,
    );
    outcomes.add((outcome) => {
      tally.count(outcome);
    });
    const dispatch = (): MailDispatch | null => found(modules);
    gauge(
      registry,
      {
        name: 'portcullis_mail_queue_depth',
        help: 'Mails that wait to be sent, as of the last look.',
        aggregator: 'max',
      },
      () => dispatch()?.backlog.waiting ?? 0,
    );
    gauge(
      registry,
      {
        name: 'portcullis_mail_lag_seconds',
        help: 'How long the oldest mail that is not sent yet has waited.',
        aggregator: 'max',
      },
      () => (dispatch()?.backlog.oldestMs ?? 0) / 1000,
    );
  }
}

/** A server without mail has no dispatch. */
function found(modules: ModuleRef): MailDispatch | null {
  try {
    return modules.get(MailDispatch, { strict: false });
  } catch {
    return null;
  }
}
