import { Injectable } from '@nestjs/common';
import type { EventOrigin } from '../audit/event-origin.js';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { TokenStore } from '../token-store/token-store.js';
import { SessionRevocation } from './session-revocation.js';

/** Sessions that one login ends at most; what is left is ended by the next ones. */
const AT_ONCE = 100;

/** `SESSION_LIMIT`: a login beyond it ends the oldest sessions of the account. */
@Injectable()
export class SessionLimit {
  constructor(
    private readonly store: TokenStore,
    private readonly revocation: SessionRevocation,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** To be called once the new session is in the store: two logins at once see each other. */
  async enforce(userId: string, origin: EventOrigin): Promise<void> {
    const { sessionLimit } = this.config.sessions;
    if (sessionLimit === null) return;
    const now = this.clock.now();
    const limit = sessionLimit + AT_ONCE;
    const open = await this.store.list({ userId, now, before: null, limit });
    const surplus = open.slice(sessionLimit).map(({ id }) => id);
    if (surplus.length === 0) return;
    await this.revocation.endSeveral(userId, surplus, 'session-limit', origin);
  }
}
