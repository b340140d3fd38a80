import type { BatchSeals, ChainedEvent, ChainPlace } from '../batch-seal.js';
import type { Finding, FindingKind } from './finding.js';
import type { StatedEnd } from './stated-heads.js';

/** By how many numbers events may have been moved for it to be recognised. */
const SHIFTS = [0, -1, 1, -2, 2, -3, 3, -4, 4] as const;

/** A batch whose seal is not good, until what follows tells what was done to it. */
interface Doubtful {
  readonly first: number;
  readonly last: number;
}

/** Follows one chain from its beginning, and names what was done to it. */
export class ChainCheck {
  events = 0;
  good = 0;
  unknown = 0;
  private readonly findings: Finding[] = [];
  private batch: ChainedEvent[] = [];
  /** Whether an event is missing ahead of or in the batch that is gathered. */
  private torn = false;
  private doubtful: Doubtful | null = null;
  private lastSeq: number;
  private lastMac = '';
  /** The last place that is beyond doubt, and the one that the database shows. */
  private certain: ChainPlace;
  private place: ChainPlace;
  /** What numbers are too great by, since something was put in or taken out ahead of them. */
  private shift = 0;

  constructor(
    private readonly seals: BatchSeals,
    private readonly begin: ChainPlace,
    private readonly stated: StatedEnd,
  ) {
    this.lastSeq = begin.seq;
    this.certain = begin;
    this.place = begin;
  }

  add(event: ChainedEvent): void {
    const seq = Number(event.seq);
    this.events += 1;
    if (seq <= this.begin.seq) {
      this.find('inserted', `${seq} was deleted for its age, and is there again`);
      return;
    }
    if (seq !== this.lastSeq + 1) {
      this.find('missing-inside', range(this.lastSeq + 1, seq - 1));
      this.torn = true;
    }
    this.lastSeq = seq;
    this.batch.push(event);
    if (event.mac !== null) this.endBatch(event.mac);
  }

  /** What was found, once all events of the chain have been added. */
  end(): readonly Finding[] {
    const { table, outside } = this.stated;
    const reached = this.lastSeq - this.shift;
    if (this.batch.length > 0 && reached >= Math.max(table, outside)) {
      this.find(this.kindOfTail(), `${range(this.firstOfBatch(), this.lastSeq)} have no seal`);
    }
    if (this.doubtful !== null) this.settle(this.kindOfLast(this.doubtful));
    if (!this.endsAsStated()) this.judgeEnd(reached);
    if (this.good > 0 && this.unknown > 0) this.find('altered', 'a seal names another key');
    return this.findings;
  }

  private judgeEnd(reached: number): void {
    const { table, outside } = this.stated;
    const whole = this.events === 0 && this.begin.seq === 0;
    const there = `and it ends at ${reached}`;
    if (reached < table) {
      const kind = whole ? 'chain-missing' : 'missing-at-end';
      this.find(kind, `a checkpoint knows ${table} events, ${there}`);
    } else if (reached < outside) {
      this.find('store-older', `a checkpoint outside knows ${outside} events, ${there}`);
    }
  }

  /** The last seal is the one that is stated, so that what is missing is missing inside. */
  private endsAsStated(): boolean {
    return (
      this.batch.length === 0 &&
      this.stated.isAt(this.lastMac) &&
      this.findings.some(({ kind }) => kind === 'missing-inside')
    );
  }

  private endBatch(mac: string): void {
    const { batch, torn } = this;
    this.batch = [];
    this.torn = false;
    const last = Number(batch.at(-1)?.seq ?? 0);
    this.lastMac = mac;
    // What is missing tells enough, and without it no seal can be checked.
    if (!torn) this.judge(batch, last);
    else if (this.doubtful !== null) this.settle('altered');
    this.place = { chain: this.begin.chain, seq: last - this.shift, mac };
    if (torn) this.certain = this.place;
  }

  private judge(batch: readonly ChainedEvent[], last: number): void {
    const state = this.seals.checkBatch(this.place, batch, this.shift);
    // A process writes with one key: among seals that are good, one of another key is made up.
    if (state === 'unknown-key' && this.good === 0) this.unknown += 1;
    else if (state === 'good') this.accept('altered');
    else if (!this.explain(batch)) this.doubt(batch, last);
    if (this.doubtful === null) {
      this.certain = { chain: this.begin.chain, seq: last - this.shift, mac: this.lastMac };
    }
  }

  /** The batch is good; so what came before it and was not is known now. */
  private accept(before: FindingKind): void {
    this.good += 1;
    if (this.doubtful !== null) this.settle(before);
  }

  private settle(kind: FindingKind): void {
    if (this.doubtful !== null) this.find(kind, range(this.doubtful.first, this.doubtful.last));
    this.doubtful = null;
  }

  private doubt(batch: readonly ChainedEvent[], last: number): void {
    this.doubtful = { first: this.doubtful?.first ?? Number(batch[0]?.seq ?? last), last };
  }

  /** Finds out by what the batch would be good: events put in, or numbers moved. */
  private explain(batch: readonly ChainedEvent[]): boolean {
    return this.withoutDoubtful(batch) || this.withoutOne(batch) || this.shifted(batch);
  }

  private withoutDoubtful(batch: readonly ChainedEvent[]): boolean {
    if (this.doubtful === null) return false;
    const more = this.doubtful.last - this.doubtful.first + 1;
    if (this.seals.checkBatch(this.certain, batch, this.shift + more) !== 'good') return false;
    this.shift += more;
    this.accept('inserted');
    return true;
  }

  private withoutOne(batch: readonly ChainedEvent[]): boolean {
    for (let index = 0; index < batch.length - 1; index += 1) {
      if (this.seals.checkBatch(this.place, batch, this.shift, index) !== 'good') continue;
      this.accept('altered');
      this.find('inserted', String(batch[index]?.seq));
      this.shift += 1;
      return true;
    }
    return false;
  }

  private shifted(batch: readonly ChainedEvent[]): boolean {
    for (const by of SHIFTS) {
      const place = { ...this.place, seq: this.place.seq - by };
      if (this.seals.checkBatch(place, batch, this.shift + by) !== 'good') continue;
      this.shift += by;
      this.accept(by < 0 ? 'missing-inside' : 'inserted');
      return true;
    }
    return false;
  }

  private firstOfBatch(): number {
    return Number(this.batch[0]?.seq ?? 0);
  }

  /** Nothing follows that could tell, so checkpoints have to. */
  private wasPutBehind(first: number): boolean {
    const known = this.good > 0 || this.stated.isKnown;
    return !known || this.stated.isBefore(first - this.shift);
  }

  private kindOfTail(): FindingKind {
    return this.wasPutBehind(this.firstOfBatch()) ? 'inserted' : 'missing-at-end';
  }

  private kindOfLast({ first }: Doubtful): FindingKind {
    if (this.wasPutBehind(first)) return 'inserted';
    const moved = this.stated.distance(this.lastMac, this.lastSeq - this.shift);
    if (moved === 0) return 'altered';
    return moved < 0 ? 'missing-inside' : 'inserted';
  }

  private find(kind: FindingKind, detail: string): void {
    this.findings.push({ kind, where: this.begin.chain, detail });
  }
}

const range = (first: number, last: number): string =>
  first === last ? `event ${first}` : `events ${first} to ${last}`;
