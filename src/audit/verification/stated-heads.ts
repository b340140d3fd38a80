import type { ChainHead, Checkpoint } from '../checkpoints/checkpoint.js';
import { type CheckpointSeals, readHeads } from '../checkpoints/checkpoint.js';
import type { Finding } from './finding.js';

/** How far a chain went, in the words of the checkpoints. */
export interface StatedHeads {
  readonly table: ChainHead | null;
  readonly outside: ChainHead | null;
}

const NOTHING_STATED: StatedHeads = { table: null, outside: null };

/** What checkpoints know of one chain, for what no seal can tell. */
export class StatedEnd {
  readonly table: number;
  readonly outside: number;
  private readonly all: readonly ChainHead[];

  constructor({ table, outside }: StatedHeads) {
    this.table = table?.seq ?? 0;
    this.outside = outside?.seq ?? 0;
    this.all = [table, outside].filter((head) => head !== null);
  }

  get isKnown(): boolean {
    return this.all.length > 0;
  }

  /** Whether the chain had ended ahead of a number. */
  isBefore(seq: number): boolean {
    return this.all.some((head) => head.state !== 'open' && head.seq < seq);
  }

  isAt(mac: string): boolean {
    return this.all.some((head) => head.mac === mac);
  }

  /** How far a seal is from where it should be; 0 where it should be nowhere. */
  distance(mac: string, seq: number): number {
    const head = this.all.find((each) => each.mac === mac);
    return head === undefined ? 0 : seq - head.seq;
  }
}

const later = (before: ChainHead | null, head: ChainHead): ChainHead =>
  before === null || head.seq > before.seq || (head.seq === before.seq && head.state !== 'open')
    ? head
    : before;

/** What the checkpoints say whose seals are good. */
export class Statements {
  count = 0;
  outsideCount = 0;
  /** The moment of the newest checkpoint. */
  newestAt = 0;
  readonly findings: Finding[] = [];
  private readonly heads = new Map<string, StatedHeads>();
  /** Checkpoints by a key that is not here, by their process. */
  private readonly unreadable = new Map<string, Finding>();
  private readonly readable = new Set<string>();

  constructor(private readonly seals: CheckpointSeals) {}

  /** False for one whose seal is not good. */
  add(checkpoint: Checkpoint, source: keyof StatedHeads): boolean {
    const { process, seq, at, heads } = checkpoint;
    if (source === 'table') this.count += 1;
    else this.outsideCount += 1;
    const where = `${process} ${seq}`;
    const place = source === 'table' ? 'in audit_checkpoints' : 'outside';
    switch (this.seals.check(checkpoint)) {
      case 'good':
        this.readable.add(process);
        this.newestAt = Math.max(this.newestAt, at);
        for (const head of readHeads(heads)) this.state(head, source);
        return true;
      case 'bad':
        this.forged(where, `the checkpoint ${place} was altered or made up`);
        return false;
      case 'unknown-key': {
        const detail = `the checkpoint ${place} has a seal of a key that is not here`;
        this.unreadable.set(process, { kind: 'cannot-tell', where, detail });
        return false;
      }
    }
  }

  forged(where: string, detail: string): void {
    this.findings.push({ kind: 'checkpoint-forged', where, detail });
  }

  of(chain: string): StatedHeads {
    return this.heads.get(chain) ?? NOTHING_STATED;
  }

  chains(): Iterable<string> {
    return this.heads.keys();
  }

  /** A process writes with one key: where others of its checkpoints can be read, this one is none of it. */
  allFindings(): readonly Finding[] {
    const unreadable = Array.from(this.unreadable, ([process, finding]) =>
      this.readable.has(process) ? { ...finding, kind: 'checkpoint-forged' as const } : finding,
    );
    return [...this.findings, ...unreadable];
  }

  private state(head: ChainHead, source: keyof StatedHeads): void {
    const before = this.of(head.chain);
    this.heads.set(head.chain, { ...before, [source]: later(before[source], head) });
  }
}
