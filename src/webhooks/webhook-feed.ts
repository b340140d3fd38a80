import type { ReadPlace } from '../audit/following/committed-events.js';

/** Since when events are taken from the audit trail, and when all of them were. */
export interface FeedState {
  readonly begunAt: number;
  readonly readAt: number;
}

/** How far events were taken from the audit trail, and which process takes them. */
export abstract class WebhookFeed {
  /**
   * Has one process take events until a moment, again and again.
   * @returns null while another one does
   */
  abstract hold(holder: string, now: number, until: number): Promise<FeedState | null>;
  /** Lets another process take events at once. */
  abstract release(holder: string): Promise<void>;
  abstract places(): Promise<readonly ReadPlace[]>;
  /** A place that another process has put there stays. */
  abstract begin(place: ReadPlace): Promise<void>;
  /** Within the unit of work that makes the deliveries; false where another process was there. */
  abstract advance(from: ReadPlace, seq: number): Promise<boolean>;
  /** Everything that was committed before a moment is taken. */
  abstract noteRead(holder: string, at: number): Promise<void>;
  abstract forget(chains: readonly string[]): Promise<void>;
}
