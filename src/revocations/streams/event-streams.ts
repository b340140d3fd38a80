import type { Heads } from '../../token-store/revocation-log.js';

/** How far a service has come with its stream. */
export interface EventStream {
  readonly clientId: string;
  /** Everything up to there was acknowledged, or is not for streams. */
  readonly places: Heads;
  /** What was acknowledged beyond that, by `jti`. */
  readonly acknowledged: readonly string[];
}

/** The streams of services, one for each. */
export abstract class EventStreams {
  /** That of a service which has none yet is at the beginning. */
  abstract find(clientId: string): Promise<EventStream>;
  /** Of two at once the last one stays: what one of them forgets is delivered again. */
  abstract save(stream: EventStream): Promise<void>;
}
