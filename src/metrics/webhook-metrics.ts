import { Injectable } from '@nestjs/common';
import { Registry } from 'prom-client';
import { Clock } from '../clock/clock.js';
import { type AttemptOutcome, WebhookAttempt } from '../webhooks/webhook-attempt.js';
import { type QueueDepth, WebhookDeliveries } from '../webhooks/webhook-deliveries.js';
import { Tally } from './closed-counter.js';
import { gauge } from './gauge.js';

const OUTCOMES: Readonly<Record<AttemptOutcome, true>> = {
  delivered: true,
  retried: true,
  failed: true,
  gone: true,
};

/** Milliseconds for which a count holds. */
const HOLDS = 15_000;

/**
 * What became of messages, and how many wait. They are counted by one bounded statement, only when
 * the metrics are read; the reader gets the last number and never waits for the next.
 */
@Injectable()
export class WebhookMetrics {
  private depth: QueueDepth | null = null;
  /** On the monotonic clock. */
  private dueAt = -Infinity;

  constructor(
    registry: Registry,
    attempt: WebhookAttempt,
    private readonly deliveries: WebhookDeliveries,
    private readonly clock: Clock,
  ) {
    const attempts = new Tally(
      registry,
      'portcullis_webhook_attempts_total',
      'Attempts to deliver a message to a webhook.',
      'outcome',
      OUTCOMES,
    );
    attempt.onOutcome((outcome) => {
      attempts.count(outcome);
    });
    gauge(
      registry,
      {
        name: 'portcullis_webhook_queue_depth',
        help: 'Messages that wait to be delivered to a webhook, a quarter of a minute ago at most.',
        aggregator: 'max',
      },
      () => this.counted()?.waiting ?? null,
    );
    gauge(
      registry,
      {
        name: 'portcullis_webhook_oldest_age_seconds',
        help: 'How long the oldest message that waits for a webhook has been tried; 0 where none waits.',
        aggregator: 'max',
      },
      () => {
        const depth = this.counted();
        if (depth === null) return null;
        return depth.oldest === null ? 0 : (this.clock.now() - depth.oldest) / 1000;
      },
    );
  }

  private counted(): QueueDepth | null {
    const now = this.clock.monotonic();
    if (now < this.dueAt) return this.depth;
    this.dueAt = now + HOLDS;
    this.deliveries.depth().then(
      (depth) => {
        this.depth = depth;
      },
      () => {
        // That the database does not answer is told elsewhere.
        this.depth = null;
      },
    );
    return this.depth;
  }
}
