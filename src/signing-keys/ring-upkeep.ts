import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { KEPT_AFTER_USE, STANDBY_TIME } from '../tokens/keys/key-lifetimes.js';
import { KeyRing } from '../tokens/keys/key-ring.js';
import { type StatedKey, type StatedTurn } from '../tokens/keys/key-states.js';
import { FOLLOWED_WITHIN, KeyRotation, nextKey, TOLD_WITHIN } from './key-rotation.js';
import { KeyStore, type StoredKeys, type TurnKey } from './key-store.js';

const DAY = 86_400_000;

const byItself = (): EventOrigin => ({
  requestId: randomUUID(),
  address: 'schedule',
  userAgent: null,
});

const isTurn = (each: StatedKey): each is StatedTurn => 'signedUntil' in each;

/**
 * Sees to it that a key signs, that the next one is there in time, and that old ones go. Every
 * instance does, at the same time as others; the store decides between them.
 */
@Injectable()
export class RingUpkeep {
  constructor(
    private readonly store: KeyStore,
    private readonly ring: KeyRing,
    private readonly rotation: KeyRotation,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {}

  /** Whether something was done, so that the keys should be read again. */
  async tend(stored: StoredKeys): Promise<boolean> {
    const stated = this.rotation.states(stored);
    return (
      (await this.markRevoked(stored)) ||
      (await this.haveSigner(stored, stated)) ||
      (await this.haveNext(stored, stated)) ||
      (await this.removeOld(stated))
    );
  }

  /** The log of revocations forgets a key after an hour, and reaches instances with other files. */
  private async markRevoked({ keys }: StoredKeys): Promise<boolean> {
    const unmarked = keys.filter(({ revokedAt }) => revokedAt === null);
    for (const { key } of unmarked) {
      const revokedAt = this.ring.withdrawnAt(key.kid);
      if (revokedAt === null) continue;
      await this.store.revoke(key.kid, revokedAt);
      return true;
    }
    return false;
  }

  private async haveSigner(stored: StoredKeys, stated: readonly StatedKey[]): Promise<boolean> {
    const soon = this.clock.now() + FOLLOWED_WITHIN;
    const signs = stated.some(
      (each) =>
        each.state === 'in-use' || (each.state === 'standby' && each.entry.signsFrom <= soon),
    );
    if (signs) return false;
    const known = stored.highest === 0 && stored.keys.length === 0 ? 0 : TOLD_WITHIN;
    await this.rotation.takeOver(stored, known, byItself());
    return true;
  }

  private async haveNext(stored: StoredKeys, stated: readonly StatedKey[]): Promise<boolean> {
    const { jwtRotationDays } = this.config.tokens;
    const inUse = stated.filter(isTurn).find(({ state }) => state === 'in-use');
    if (jwtRotationDays === null || inUse === undefined || nextKey(stated) !== null) return false;
    const notBefore = inUse.entry.signsFrom + jwtRotationDays * DAY;
    await this.rotation.add(stored, { known: STANDBY_TIME, notBefore }, byItself());
    return true;
  }

  private async removeOld(stated: readonly StatedKey[]): Promise<boolean> {
    const old = stated.filter(isTurn).find((each) => this.isOld(each));
    if (old === undefined) return false;
    await this.store.remove(old.entry);
    return true;
  }

  /** The last one stays, whatever it is: its number tells the next. */
  private isOld({ entry, state, signedUntil }: StatedTurn): boolean {
    if (isByHand(entry) || signedUntil === null) return false;
    if (state === 'retired') return true;
    return entry.revokedAt !== null && entry.revokedAt + KEPT_AFTER_USE < this.clock.now();
  }
}

const isByHand = ({ number }: TurnKey): boolean => number === 0;
