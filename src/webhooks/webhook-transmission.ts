import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { VERSION } from '../config/version.js';
import { retryAfterOf } from './retry-schedule.js';
import { type SendingCause, SendingFailure } from './sending-failure.js';
import type { WebhookEndpoint } from './webhook-endpoints.js';
import type { WebhookMessage } from './webhook-message.js';
import { WebhookSecrets } from './webhook-secrets.js';
import { WebhookSender } from './webhook-sender.js';

/** What came of one attempt. */
export type Transmitted =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** Milliseconds that the receiver asked for. */
      readonly retryAfter: number | null;
      readonly text: string;
    }
  | { readonly kind: 'unanswered'; readonly cause: SendingCause };

/** Signs a message and sends it once (Standard Webhooks 1.0.0). */
@Injectable()
export class WebhookTransmission {
  constructor(
    private readonly secrets: WebhookSecrets,
    private readonly sender: WebhookSender,
    private readonly clock: Clock,
  ) {}

  /** @param signal ends it early, as `interrupted` */
  async transmit(
    endpoint: WebhookEndpoint,
    { id, body }: WebhookMessage,
    signal: AbortSignal,
  ): Promise<Transmitted> {
    const now = this.clock.now();
    const timestamp = Math.floor(now / 1000);
    const signature = this.secrets.sign(endpoint, { id, timestamp, body }, now);
    if (signature === null) return { kind: 'unanswered', cause: 'no-secret' };
    const headers = {
      'content-type': 'application/json',
      'user-agent': `Portcullis/${VERSION}`,
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signature,
    };
    try {
      const answer = await this.sender.send({ url: endpoint.url, headers, body }, signal);
      const retryAfter = retryAfterOf(answer.retryAfter, this.clock.now());
      return { kind: 'answered', status: answer.status, retryAfter, text: answer.text };
    } catch (error) {
      if (error instanceof SendingFailure) return { kind: 'unanswered', cause: error.reason };
      throw error;
    }
  }
}
