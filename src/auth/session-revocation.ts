import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { RevocationIndex } from '../token-store/revocation-index.js';
import type { RevocationReason } from '../token-store/session.js';
import { TokenStore } from '../token-store/token-store.js';

/** Ends sessions in the store and, at once, in the revocation index of every process here. */
@Injectable()
export class SessionRevocation {
  constructor(
    private readonly store: TokenStore,
    private readonly index: RevocationIndex,
    private readonly clock: Clock,
  ) {}

  /** True when this call ended the session. */
  async end(sessionId: string, reason: RevocationReason): Promise<boolean> {
    const now = this.clock.now();
    const ended = await this.store.revoke(sessionId, reason, now);
    await this.index.announce([{ sessionId, revokedAt: now }]);
    return ended;
  }

  async endAllOf(userId: string, reason: RevocationReason): Promise<readonly string[]> {
    const now = this.clock.now();
    const ended = await this.store.revokeAllOf(userId, reason, now);
    await this.index.announce(ended.map((sessionId) => ({ sessionId, revokedAt: now })));
    return ended;
  }
}
