import { Injectable, Logger, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { RevocationIndex } from '../token-store/revocation-index.js';
import type { Revocation } from '../token-store/revocation-log.js';
import { KeyRing } from '../tokens/keys/key-ring.js';
import { KeyStore } from './key-store.js';
import { RingUpkeep } from './ring-upkeep.js';

const POLL_EVERY = 1000;
/** What upkeep may do after one reading. */
const MOST_STEPS = 5;

/**
 * Keeps the ring of this instance as the store has it, and takes a key out that the log of
 * revocations names. While the store cannot be read it goes on with the keys that it knows.
 */
@Injectable()
export class RingFollower implements OnModuleInit, OnModuleDestroy {
  private readonly log = new Logger(RingFollower.name);
  private current: Promise<void> | undefined;
  private due = false;
  private timer: NodeJS.Timeout | undefined;
  private readAt = -Infinity;
  private trouble = '';

  constructor(
    private readonly ring: KeyRing,
    private readonly store: KeyStore,
    private readonly upkeep: RingUpkeep,
    private readonly clock: Clock,
    index: RevocationIndex,
  ) {
    index.onLearn((made) => {
      this.hear(made);
    });
  }

  /** Rejects where not one key is known in the end: such an instance must not become ready. */
  async onModuleInit(): Promise<void> {
    try {
      await this.read();
    } catch (error) {
      if (this.ring.trusted.length === 0) throw error;
      this.tell(String(error));
    }
    this.timer = setInterval(() => void this.poll(), POLL_EVERY).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.current;
  }

  /** Milliseconds since the ring last agreed with the store; infinite before it ever did. */
  ageMs(): number {
    return this.clock.monotonic() - this.readAt;
  }

  /** Reads the keys from now on. Never rejects. */
  async poll(): Promise<void> {
    this.due = true;
    this.current ??= this.readWhileDue().finally(() => {
      this.current = undefined;
    });
    await this.current;
  }

  private async readWhileDue(): Promise<void> {
    while (this.due) {
      this.due = false;
      await this.read().then(
        () => {
          this.tell('');
        },
        (error: unknown) => {
          this.tell(String(error));
        },
      );
    }
  }

  private async read(): Promise<void> {
    for (let step = 0; step < MOST_STEPS; step += 1) {
      const startedAt = this.clock.monotonic();
      const stored = await this.store.read();
      this.ring.use(stored.keys);
      this.readAt = startedAt;
      if (!(await this.upkeep.tend(stored))) return;
    }
  }

  private hear(made: readonly Revocation[]): void {
    const keys = made.filter(({ kind }) => kind === 'key');
    for (const { subject, revokedAt } of keys) this.ring.withdraw(subject, revokedAt);
    // The key that takes over may be as new.
    if (keys.length > 0 && this.timer !== undefined) void this.poll();
  }

  /** One line when something is wrong and one when it is right again, however often it is tried. */
  private tell(trouble: string): void {
    if (trouble === this.trouble) return;
    this.trouble = trouble;
    if (trouble === '') this.log.log('Signing keys are followed again');
    else this.log.error(`Signing keys are not followed: ${trouble}`);
  }
}
