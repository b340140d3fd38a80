import type { DisabledReason, WebhookEndpointEntity } from './webhook-endpoint.entity.js';

export type WebhookEndpoint = Readonly<WebhookEndpointEntity>;

/** How many there may be: each has attempts of its own under way at once. */
export const MOST_ENDPOINTS = 50;

/** Where events are sent. */
export abstract class WebhookEndpoints {
  abstract list(): Promise<readonly WebhookEndpoint[]>;
  abstract find(id: string): Promise<WebhookEndpoint | null>;
  /** Where there was none, events are taken from now on. */
  abstract add(endpoint: WebhookEndpoint): Promise<void>;
  /** The secret that was there until now counts as well until a moment; false where it is gone. */
  abstract putSecret(
    endpoint: WebhookEndpoint,
    sealed: string,
    previousUntil: number,
  ): Promise<boolean>;
  /** False where it was disabled already, or is not there. */
  abstract disable(id: string, reason: DisabledReason, at: number): Promise<boolean>;
  /** False where it was not disabled, or is not there. */
  abstract enable(id: string): Promise<boolean>;
  /** False where it is not there. */
  abstract remove(id: string): Promise<boolean>;
  /** At most once a minute. */
  abstract noteSuccess(id: string, at: number): Promise<void>;
  abstract rest(id: string, until: number): Promise<void>;
}
