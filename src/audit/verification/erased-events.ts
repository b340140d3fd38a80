import type { ChainedEvent } from '../batch-seal.js';
import { ownerOf } from '../erasure/event-owner.js';
import { personalState } from '../personal-fields.js';

/** Erased events that are remembered until the end, when what was erased meanwhile is known too. */
const MOST = 10_000;

export interface ErasedEvent {
  readonly id: string;
  readonly at: number;
  readonly chain: string;
  readonly seq: number;
  readonly owner: string | null;
}

/** Erased events, some of them by what the trail says of their erasure. */
export class ErasedEvents {
  count = 0;
  /** How many the trail says were erased with all that a user did, by the user. */
  readonly ofUsers = new Map<string, number>();
  /** Those of which the trail does not say it. */
  readonly unexplained: ErasedEvent[] = [];
  /** How many more there are of these. */
  more = 0;

  see(event: ChainedEvent, explains: (event: ErasedEvent) => string | boolean): void {
    if (personalState(event) !== 'erased') return;
    const { id, chain } = event;
    const erased = {
      id,
      chain,
      at: Number(event.at),
      seq: Number(event.seq),
      owner: ownerOf(event),
    };
    this.count += 1;
    this.sort(erased, explains(erased));
  }

  /** Takes over what was seen elsewhere. */
  add(others: ErasedEvents): void {
    this.count += others.count;
    this.more += others.more;
    for (const [user, count] of others.ofUsers) this.countOf(user, count);
    for (const event of others.unexplained) this.sort(event, false);
  }

  private sort(event: ErasedEvent, explanation: string | boolean): void {
    if (typeof explanation === 'string') this.countOf(explanation, 1);
    else if (explanation) return;
    else if (this.unexplained.length < MOST) this.unexplained.push(event);
    else this.more += 1;
  }

  private countOf(user: string, more: number): void {
    this.ofUsers.set(user, (this.ofUsers.get(user) ?? 0) + more);
  }
}
