import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { REVOCATION_LIFE, RevocationIndex } from '../../token-store/revocation-index.js';
import { type LoggedRevocation, RevocationLog } from '../../token-store/revocation-log.js';
import { placesText } from '../feed-cursor.js';
import { Waiting } from '../waiting.js';
import { type EventStream, EventStreams } from './event-streams.js';
import { isSecurityEvent, jtiOf, SecurityEvents } from './security-event.js';

/** RFC 8936 §2.2. */
export interface PollRequest {
  readonly clientId: string;
  /** Events that the service takes; 0 to acknowledge and nothing else. */
  readonly maxEvents: number;
  readonly returnImmediately: boolean;
  /** What needs no delivery any more: it arrived, or the service cannot use it. */
  readonly settled: ReadonlySet<string>;
  /** Ends the wait. */
  readonly signal: AbortSignal;
}

export interface PollAnswer {
  /** By `jti`. */
  readonly sets: Readonly<Record<string, string>>;
  readonly moreAvailable: boolean;
}

/** Milliseconds for which an answer without events is held back. */
const WAIT = 30_000;
/** Rows that one poll looks at, of each chain. */
const AHEAD = 1000;

/** The part of a stream that is still to be delivered. */
interface Pending {
  readonly stream: EventStream;
  readonly events: readonly LoggedRevocation[];
}

const isSame = (one: EventStream, other: EventStream): boolean =>
  placesText(one.places) === placesText(other.places) &&
  one.acknowledged.join() === other.acknowledged.join();

/** Hands a service what was revoked until it acknowledges that (RFC 8936). */
@Injectable()
export class EventPolling {
  constructor(
    private readonly streams: EventStreams,
    private readonly log: RevocationLog,
    private readonly index: RevocationIndex,
    private readonly waiting: Waiting,
    private readonly events: SecurityEvents,
    private readonly clock: Clock,
  ) {}

  /** @throws AuthError OVERLOADED when too many wait */
  async poll(request: PollRequest): Promise<PollAnswer> {
    const { clientId, maxEvents, settled, signal } = request;
    const stored = await this.streams.find(clientId);
    let { progress } = this.waiting;
    let pending = await this.pending(stored, settled);
    if (!isSame(stored, pending.stream)) await this.streams.save(pending.stream);
    const deadline = this.clock.monotonic() + (request.returnImmediately ? 0 : WAIT);
    while (pending.events.length === 0 && maxEvents > 0) {
      const left = deadline - this.clock.monotonic();
      if (left <= 0 || signal.aborted) break;
      await this.waiting.since(progress, left, signal);
      ({ progress } = this.waiting);
      pending = await this.pending(pending.stream, settled);
    }
    const delivered = pending.events.slice(0, maxEvents);
    const sets = delivered.map(
      async (event) => [jtiOf(event), await this.events.sign(event, clientId)] as const,
    );
    return {
      sets: Object.fromEntries(await Promise.all(sets)),
      moreAvailable: pending.events.length > delivered.length,
    };
  }

  /** Moves a stream on over what is settled, or was never for it. */
  private async pending(stream: EventStream, settled: ReadonlySet<string>): Promise<Pending> {
    const known = new Set([...stream.acknowledged, ...settled]);
    const places = new Map<string, number>();
    const events: LoggedRevocation[] = [];
    const acknowledged: string[] = [];
    for (const [chain, head] of this.index.heads) {
      const stored = stream.places.get(chain) ?? 0;
      // A place beyond the head is of a database that was set back.
      let seq = stored > head ? 0 : stored;
      for (const row of await this.log.read({ chain, seq }, head, AHEAD)) {
        const done = known.has(jtiOf(row)) || !this.matters(row);
        if (done && row.seq === seq + 1) seq = row.seq;
        else if (done) acknowledged.push(jtiOf(row));
        else events.push(row);
      }
      places.set(chain, seq);
    }
    return { stream: { ...stream, places, acknowledged }, events };
  }

  private matters(row: LoggedRevocation): boolean {
    return isSecurityEvent(row) && row.revokedAt > this.clock.now() - REVOCATION_LIFE;
  }
}
