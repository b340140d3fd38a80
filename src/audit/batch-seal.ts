import { Injectable } from '@nestjs/common';
import type { Parameter } from '../database/database-session.js';
import type { AuditRecord } from './audit-record.js';
import { AuditKeys, CanonicalBytes, type SealState } from './audit-keys.js';
import { PersonalDigests, type PersonalFields, personalState } from './personal-fields.js';

/** A place in a chain, and the seal of the batch that ends there; empty at the beginning. */
export interface ChainPlace {
  readonly chain: string;
  readonly seq: number;
  readonly mac: string;
}

/** An event as the database holds it. */
export interface StoredEvent extends PersonalFields {
  readonly id: string;
  readonly at: Parameter;
  readonly type: string;
  readonly userId: string | null;
  readonly sessionId: string | null;
  /** The text of the column, never what was made of it. */
  readonly details: string;
  readonly requestId: string;
}

export interface ChainedEvent extends StoredEvent {
  readonly chain: string;
  readonly seq: Parameter;
  readonly mac: string | null;
}

/** The columns of an event, under the names that its seal is made of. */
export const CLEAR_COLUMNS =
  'id, at, type, user_id AS userId, session_id AS sessionId, details, request_id AS requestId, address, user_agent AS userAgent';
export const EVENT_COLUMNS = `${CLEAR_COLUMNS}, name, salt, digest`;
export const CHAINED_COLUMNS = `chain, seq, ${EVENT_COLUMNS}, mac`;

/** What a new event will be once it is stored. */
export const asStored = (record: AuditRecord): StoredEvent => ({
  ...record,
  details: JSON.stringify(record.details),
});

/** What a seal on an event is made of. A digest stands for what is personal, so that it can be erased. */
class EventBytes {
  private readonly digests = new PersonalDigests();

  constructor(private readonly canonical: CanonicalBytes) {}

  add(event: StoredEvent): void {
    this.canonical
      .addOne(event.id)
      .addOne(event.at)
      .addOne(event.type)
      .addOne(event.userId)
      .addOne(event.sessionId)
      .addOne(event.details)
      .addOne(event.requestId);
    switch (personalState(event)) {
      case 'salted':
        this.canonical.addDigest(this.digests.of(event));
        return;
      case 'erased':
        this.canonical.addDigest(event.digest ?? '');
        return;
      case 'clear':
        this.canonical.addOne(event.address).addOne(event.userAgent);
        return;
      case 'none':
        // Under no seal.
        this.canonical.addDigest('');
        return;
    }
  }
}

/**
 * The bytes of one batch after the other: each begins with the seal of the one before, so that no
 * batch can be taken out, put in or moved.
 */
export class BatchBytes {
  private readonly canonical = new CanonicalBytes();
  private readonly events = new EventBytes(this.canonical);

  get bytes(): Buffer {
    return this.canonical.bytes;
  }

  after({ chain, seq, mac }: ChainPlace): this {
    this.canonical.begin('audit batch', chain, seq, mac);
    return this;
  }

  add(seq: Parameter, event: StoredEvent): this {
    this.canonical.addOne(seq);
    this.events.add(event);
    return this;
  }
}

/** Seals batches of a chain, and what stands beside it. */
@Injectable()
export class BatchSeals {
  private readonly batch = new BatchBytes();
  private readonly single = new CanonicalBytes();
  private readonly waiting = new EventBytes(this.single);

  constructor(private readonly keys: AuditKeys) {}

  /**
   * Whether these events, the last of which has a seal, are the batch that follows a place.
   * @param shift what their numbers are too great by
   * @param without the index of one that is left out, as if it had never been there
   */
  checkBatch(
    after: ChainPlace,
    events: readonly ChainedEvent[],
    shift = 0,
    without = Infinity,
  ): SealState {
    this.batch.after(after);
    for (const [index, event] of events.entries()) {
      if (index === without) continue;
      this.batch.add(Number(event.seq) - shift - (index > without ? 1 : 0), event);
    }
    return this.keys.check(this.batch.bytes, events.at(-1)?.mac ?? '');
  }

  /** The place that a chain ends at once these events are in it. */
  sealed(after: ChainPlace, events: readonly StoredEvent[]): ChainPlace {
    this.batch.after(after);
    for (const [index, event] of events.entries()) this.batch.add(after.seq + 1 + index, event);
    const mac = this.keys.seal(this.batch.bytes);
    return { chain: after.chain, seq: after.seq + events.length, mac };
  }

  /** What shows that a process with the key has written an event that is in no chain yet. */
  ofWaiting(event: StoredEvent): string {
    return this.keys.seal(this.bytesOf(event));
  }

  checkWaiting(event: StoredEvent, seal: string): SealState {
    return this.keys.check(this.bytesOf(event), seal);
  }

  /** What shows that the events up to a place were deleted for their age. */
  ofStub(place: ChainPlace): string {
    return this.keys.seal(this.bytesOfStub(place));
  }

  checkStub(place: ChainPlace, seal: string): SealState {
    return this.keys.check(this.bytesOfStub(place), seal);
  }

  private bytesOfStub({ chain, seq, mac }: ChainPlace): Buffer {
    return this.single.begin('audit stub', chain, seq, mac).bytes;
  }

  private bytesOf(event: StoredEvent): Buffer {
    this.single.begin('audit outbox');
    this.waiting.add(event);
    return this.single.bytes;
  }
}
