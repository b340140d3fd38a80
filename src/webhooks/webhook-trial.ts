import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../clock/clock.js';
import { WebhookEndpoints } from './webhook-endpoints.js';
import { testMessage } from './webhook-message.js';
import { type Transmitted, WebhookTransmission } from './webhook-transmission.js';

/** Sends one message at once, for an operator who waits for the answer. It changes nothing. */
@Injectable()
export class WebhookTrial {
  constructor(
    private readonly endpoints: WebhookEndpoints,
    private readonly transmission: WebhookTransmission,
    private readonly clock: Clock,
  ) {}

  /** Also where the webhook is disabled; null where there is none. */
  async send(id: string): Promise<Transmitted | null> {
    const endpoint = await this.endpoints.find(id);
    if (endpoint === null) return null;
    const message = testMessage(uuidv7(), id, this.clock.now());
    return this.transmission.transmit(endpoint, message, new AbortController().signal);
  }
}
