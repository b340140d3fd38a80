import type { FoundEvent } from '../search/found-event.js';

/** How far a reader has come in one chain: everything up to that number. */
export interface ReadPlace {
  readonly chain: string;
  readonly seq: number;
}

/** What a reader has to know of a chain. */
export interface FollowedChain {
  readonly id: string;
  readonly begunAt: number;
}

/**
 * The committed events in the order of their chains, for readers that keep a place of their own.
 * When a number of a chain can be read, so can every lower one: a place never passes over an event.
 */
export abstract class CommittedEvents {
  /** The chains whose process was there at some moment since. */
  abstract chainsSince(moment: number): Promise<readonly FollowedChain[]>;
  /** Of these chains those that ended before a moment, and get no more events. */
  abstract endedBefore(moment: number, chains: readonly string[]): Promise<readonly string[]>;
  /** Ahead of the first event of a chain that is not older than a moment. */
  abstract placeAt(chain: string, moment: number): Promise<ReadPlace>;
  /** At most `limit` events behind these places, chain by chain. */
  abstract readAfter(places: readonly ReadPlace[], limit: number): Promise<readonly FoundEvent[]>;
}
