import type { DeliveryState, WebhookDeliveryEntity } from './webhook-delivery.entity.js';
import type { WebhookMessage } from './webhook-message.js';

export type WebhookDelivery = Readonly<WebhookDeliveryEntity>;

/** A message for one endpoint. */
export interface Addressed {
  readonly endpointId: string;
  readonly message: WebhookMessage;
}

/** A delivery that one process tries, and no other until then. */
export interface Claim {
  readonly holder: string;
  readonly now: number;
  readonly until: number;
}

/** What became of an attempt. */
export interface Settlement {
  readonly state: DeliveryState;
  /** When it is tried again; null: it is not. */
  readonly dueAt: number | null;
  readonly status: number | null;
  readonly cause: string | null;
  readonly answer: string;
}

export interface QueueDepth {
  readonly waiting: number;
  /** When the oldest of them began; null where none waits. */
  readonly oldest: number | null;
}

/** What is on its way, to every endpoint. */
export abstract class WebhookDeliveries {
  /** Those that are there already stay as they are. */
  abstract add(addressed: readonly Addressed[], now: number): Promise<void>;
  /** Those that are there already, and wait no more, begin anew. */
  abstract again(
    endpointId: string,
    messages: readonly WebhookMessage[],
    now: number,
  ): Promise<void>;
  /** At most `limit` that are due at an endpoint and that no other process tries. */
  abstract claim(endpointId: string, limit: number, by: Claim): Promise<readonly WebhookDelivery[]>;
  /** False where the time was up and another process has it. */
  abstract settle(claimed: WebhookDelivery, settlement: Settlement): Promise<boolean>;
  /** Has another process try what this one could not. */
  abstract release(claimed: WebhookDelivery, dueAt: number): Promise<void>;
  /** Ends the waiting of at most a few hundred; how many. */
  abstract drop(endpointId: string): Promise<number>;
  abstract remove(endpointId: string): Promise<void>;
  /** Makes the bodies of messages anew that are kept, whether or not they were sent. */
  abstract rewrite(
    endpointIds: readonly string[],
    messageIds: readonly string[],
    anew: (body: string) => string,
  ): Promise<void>;
  /** The newest first. */
  abstract newest(endpointId: string, limit: number): Promise<readonly WebhookDelivery[]>;
  abstract depth(): Promise<QueueDepth>;
}
