import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { WebhookAttempt } from './webhook-attempt.js';
import { WebhookDeliveries, type WebhookDelivery } from './webhook-deliveries.js';
import type { WebhookEndpoint } from './webhook-endpoints.js';

/** Attempts that one process has under way at one endpoint. */
const ABREAST = 4;
/** Milliseconds for which no other process tries what this one does; an attempt takes 15 s at most. */
const LEASE = 20_000;
/** Milliseconds that attempts under way get when the server ends, which takes 10 s at most. */
const FAREWELL = 3000;

/**
 * What one process delivers: to each endpoint a few messages at once, so that a slow one holds up
 * no other, and as soon as one has ended the next.
 */
@Injectable()
export class DeliveryLanes {
  private readonly log = new Logger('Webhooks');
  private readonly holder = randomBytes(16).toString('base64url');
  private readonly interruption = new AbortController();
  private readonly busy = new Map<string, number>();
  private readonly filling = new Set<string>();
  private readonly underWay = new Set<Promise<void>>();
  private endpoints: ReadonlyMap<string, WebhookEndpoint> = new Map();
  private stopped = false;

  constructor(
    private readonly attempt: WebhookAttempt,
    private readonly deliveries: WebhookDeliveries,
    private readonly clock: Clock,
  ) {}

  /** Begins what is due at these endpoints, and does not wait for its end. */
  serve(endpoints: readonly WebhookEndpoint[]): void {
    this.endpoints = new Map(endpoints.map((endpoint) => [endpoint.id, endpoint]));
    for (const id of this.endpoints.keys()) this.start(this.fill(id));
  }

  /** Resolves once nothing is under way; what takes too long is left to another process. */
  async stop(): Promise<void> {
    this.stopped = true;
    const ended = Promise.all(this.underWay);
    await Promise.race([ended, delay(FAREWELL, undefined, { ref: false })]);
    this.interruption.abort();
    await Promise.all(this.underWay);
  }

  private async fill(id: string): Promise<void> {
    if (this.stopped || this.filling.has(id)) return;
    this.filling.add(id);
    try {
      await this.claim(id);
    } finally {
      this.filling.delete(id);
    }
  }

  private async claim(id: string): Promise<void> {
    const endpoint = this.endpoints.get(id);
    const now = this.clock.now();
    const free = ABREAST - (this.busy.get(id) ?? 0);
    if (endpoint === undefined || endpoint.restsUntil > now || free <= 0) return;
    const by = { holder: this.holder, now, until: now + LEASE };
    for (const delivery of await this.deliveries.claim(id, free, by)) {
      this.count(id, 1);
      this.start(this.run(endpoint, delivery));
    }
  }

  private async run(endpoint: WebhookEndpoint, delivery: WebhookDelivery): Promise<void> {
    try {
      await this.attempt.run(endpoint, delivery, this.interruption.signal);
    } finally {
      this.count(endpoint.id, -1);
    }
    this.start(this.fill(endpoint.id));
  }

  private count(id: string, change: 1 | -1): void {
    this.busy.set(id, (this.busy.get(id) ?? 0) + change);
  }

  /** A failure is one of the database: the lease lapses, and it is tried again. */
  private start(work: Promise<void>): void {
    const ended = work
      .catch((error: unknown) => {
        this.log.error(error);
      })
      .finally(() => {
        this.underWay.delete(ended);
      });
    this.underWay.add(ended);
  }
}
