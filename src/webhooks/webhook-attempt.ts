import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { printable } from '../audit/audit-record.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { Clock } from '../clock/clock.js';
import { LONGEST_REST, nextAttempt } from './retry-schedule.js';
import { WebhookDeliveries, type WebhookDelivery } from './webhook-deliveries.js';
import { LONGEST_ANSWER } from './webhook-delivery.entity.js';
import { WebhookEnding } from './webhook-ending.js';
import { type WebhookEndpoint, WebhookEndpoints } from './webhook-endpoints.js';
import { type Transmitted, WebhookTransmission } from './webhook-transmission.js';

/** How an attempt ended: `failed` and `gone` are the last ones of a delivery. */
export type AttemptOutcome = 'delivered' | 'retried' | 'failed' | 'gone';

const GONE = 410;
/** Milliseconds by which the note of a success may be behind. */
const NOTED_WITHIN = 60_000;

const bySchedule = (): EventOrigin => ({
  requestId: randomUUID(),
  address: 'schedule',
  userAgent: null,
});

const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** What is kept of an attempt. */
const trace = (result: Transmitted) =>
  result.kind === 'answered'
    ? {
        status: result.status,
        cause: null,
        answer: printable(result.text.trim(), LONGEST_ANSWER),
      }
    : { status: null, cause: result.cause, answer: '' };

/** Tries a delivery once, and settles what follows from that. */
@Injectable()
export class WebhookAttempt {
  private readonly log = new Logger('Webhooks');
  private readonly listeners: ((outcome: AttemptOutcome) => void)[] = [];

  constructor(
    private readonly transmission: WebhookTransmission,
    private readonly deliveries: WebhookDeliveries,
    private readonly endpoints: WebhookEndpoints,
    private readonly ending: WebhookEnding,
    private readonly clock: Clock,
  ) {}

  onOutcome(listener: (outcome: AttemptOutcome) => void): void {
    this.listeners.push(listener);
  }

  /** @param signal has another process try it instead */
  async run(
    endpoint: WebhookEndpoint,
    delivery: WebhookDelivery,
    signal: AbortSignal,
  ): Promise<void> {
    const { messageId: id, type, body } = delivery;
    const result = await this.transmission.transmit(endpoint, { id, type, body }, signal);
    if (result.kind === 'unanswered' && result.cause === 'interrupted') {
      await this.deliveries.release(delivery, this.clock.now());
      return;
    }
    const outcome = await this.settle(endpoint, delivery, result);
    const said = result.kind === 'answered' ? String(result.status) : result.cause;
    this.log.debug(`${outcome}: message ${id} to webhook ${endpoint.id}: ${said}`);
    for (const listener of this.listeners) listener(outcome);
  }

  private async settle(
    endpoint: WebhookEndpoint,
    delivery: WebhookDelivery,
    result: Transmitted,
  ): Promise<AttemptOutcome> {
    const status = result.kind === 'answered' ? result.status : 0;
    if (isSuccess(status)) return this.delivered(delivery, result);
    if (status === GONE) {
      await this.fail(delivery, result);
      await this.ending.end(endpoint.id, 'gone', bySchedule());
      return 'gone';
    }
    return this.retry(delivery, result);
  }

  private async delivered(delivery: WebhookDelivery, result: Transmitted): Promise<AttemptOutcome> {
    await this.deliveries.settle(delivery, { state: 'delivered', dueAt: null, ...trace(result) });
    await this.endpoints.noteSuccess(delivery.endpointId, this.clock.now());
    return 'delivered';
  }

  private async retry(delivery: WebhookDelivery, result: Transmitted): Promise<AttemptOutcome> {
    const now = this.clock.now();
    const retryAfter = result.kind === 'answered' ? result.retryAfter : null;
    const dueAt = nextAttempt({ ...delivery, retryAfter }, now, Math.random());
    if (retryAfter !== null && retryAfter > 0) {
      // It is the receiver that asks to be left alone, by all messages.
      await this.endpoints.rest(delivery.endpointId, now + Math.min(retryAfter, LONGEST_REST));
    }
    if (dueAt === null) {
      await this.fail(delivery, result);
      await this.endIfHopeless(delivery);
      return 'failed';
    }
    await this.deliveries.settle(delivery, { state: 'waiting', dueAt, ...trace(result) });
    return 'retried';
  }

  private async fail(delivery: WebhookDelivery, result: Transmitted): Promise<void> {
    await this.deliveries.settle(delivery, { state: 'failed', dueAt: null, ...trace(result) });
  }

  /** Where nothing was taken for as long as this delivery was tried. */
  private async endIfHopeless({ endpointId, startedAt }: WebhookDelivery): Promise<void> {
    const endpoint = await this.endpoints.find(endpointId);
    if (endpoint === null) return;
    const { lastSuccessAt } = endpoint;
    if (lastSuccessAt !== null && lastSuccessAt + NOTED_WITHIN > startedAt) return;
    await this.ending.end(endpointId, 'failing', bySchedule());
  }
}
