import { Injectable } from '@nestjs/common';
import type { EventOrigin } from '../audit/event-origin.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { RevocationIndex } from '../token-store/revocation-index.js';
import { RevocationLog } from '../token-store/revocation-log.js';
import type { StatedKey } from '../tokens/keys/key-states.js';
import { KeyRotation, TOLD_WITHIN } from './key-rotation.js';
import { KeyStore } from './key-store.js';

/** How often others may add a key first. */
const TRIES = 20;

export interface RevokedKey {
  /** The key that signs from now on, where the revoked one did; null: signing is not concerned. */
  readonly successor: { readonly kid: string; readonly signsFrom: number } | null;
}

/** Ends the trust in a key, everywhere. */
@Injectable()
export class KeyRevocation {
  constructor(
    private readonly store: KeyStore,
    private readonly rotation: KeyRotation,
    private readonly revocations: RevocationLog,
    private readonly index: RevocationIndex,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * Refuses every token that the key signed; null where there is no such key. The next key is there
   * before this one goes: whatever fails on the way, some key signs, and it may be done again.
   */
  async revoke(kid: string, origin: EventOrigin): Promise<RevokedKey | null> {
    const found = await this.successorOf(kid, origin);
    if (found === null) return null;
    const revokedAt = this.clock.now();
    await this.store.revoke(kid, revokedAt);
    const made = { kind: 'key', subject: kid, reason: 'key-revoked', revokedAt } as const;
    await this.revocations.append([made]);
    await this.index.announce([made]);
    await this.audit.record(origin, { type: 'signing-key-revoked', kid });
    return found;
  }

  private async successorOf(kid: string, origin: EventOrigin): Promise<RevokedKey | null> {
    for (let tries = 0; tries < TRIES; tries += 1) {
      const stored = await this.store.read();
      const key = this.rotation.states(stored).find(({ entry }) => entry.key.kid === kid);
      if (key === undefined) return null;
      if (!isInUse(key)) return { successor: null };
      const next = await this.rotation.takeOver(stored, TOLD_WITHIN, origin);
      if (next !== null) {
        return { successor: { kid: next.key.kid, signsFrom: next.signsFrom } };
      }
    }
    throw new Error('Other instances add signing keys all the time');
  }
}

const isInUse = ({ state }: StatedKey): boolean => state === 'in-use';
