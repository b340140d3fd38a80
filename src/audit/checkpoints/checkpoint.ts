import { Injectable } from '@nestjs/common';
import type { ChainEnding } from '../audit-chain.entity.js';
import { AuditKeys, type SealState, CanonicalBytes } from '../audit-keys.js';
import type { ChainPlace } from '../batch-seal.js';
import type { CheckpointEntity } from './checkpoint.entity.js';

export type Checkpoint = Readonly<CheckpointEntity>;

/** How far a chain went. */
export interface ChainHead extends ChainPlace {
  readonly state: ChainEnding | 'open';
}

/** Chains of one checkpoint; a line has at most 112 bytes, and the column takes 65,535. */
export const MOST_HEADS = 500;

/** A chain without events has no seal yet. */
const NO_SEAL = '-';

export const writeHeads = (heads: readonly ChainHead[]): string =>
  heads
    .map(({ chain, seq, mac, state }) => `${chain} ${seq} ${mac || NO_SEAL} ${state}`)
    .join('\n');

const STATES: ReadonlySet<string> = new Set<ChainHead['state']>(['open', 'closed', 'abandoned']);

const isState = (text: string): text is ChainHead['state'] => STATES.has(text);

/** To be read of a checkpoint whose seal is good. */
export const readHeads = (heads: string): readonly ChainHead[] =>
  heads.split('\n').flatMap((line) => {
    const [chain = '', seq = '', mac = '', state = ''] = line.split(' ');
    if (chain === '' || !isState(state)) return [];
    return [{ chain, seq: Number(seq), mac: mac === NO_SEAL ? '' : mac, state }];
  });

/** What a line begins with that holds a checkpoint, wherever it was written. */
export const LINE_BEGINS = '{"audit_checkpoint":';

/** One line for each place outside; nothing that can be read in it is secret. */
export const lineOf = ({ process, seq, at, heads, mac }: Checkpoint): string =>
  JSON.stringify({ audit_checkpoint: { process, seq, at, heads, mac } });

@Injectable()
export class CheckpointSeals {
  private readonly canonical = new CanonicalBytes();

  constructor(private readonly keys: AuditKeys) {}

  sealed(checkpoint: Omit<Checkpoint, 'mac'>): Checkpoint {
    return { ...checkpoint, mac: this.keys.seal(this.bytesOf(checkpoint)) };
  }

  check(checkpoint: Checkpoint): SealState {
    return this.keys.check(this.bytesOf(checkpoint), checkpoint.mac);
  }

  private bytesOf({ process, seq, at, heads }: Omit<Checkpoint, 'mac'>): Buffer {
    return this.canonical.begin('audit checkpoint', process, seq, at, heads).bytes;
  }
}
