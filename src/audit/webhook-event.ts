import type { WebhookEnd } from './audit-cause.js';

/** What becomes of the webhooks themselves. An address may hold a secret, so none is kept. */
export type WebhookEvent =
  | {
      readonly type:
        'webhook-created' | 'webhook-enabled' | 'webhook-deleted' | 'webhook-secret-rotated';
      readonly webhookId: string;
    }
  | {
      readonly type: 'webhook-disabled';
      readonly webhookId: string;
      readonly reason: WebhookEnd;
    }
  | {
      readonly type: 'webhook-replayed';
      readonly webhookId: string;
      /** Milliseconds since the epoch, both included. */
      readonly from: number;
      readonly until: number;
      /** How many events are to be sent again. */
      readonly events: number;
    };
