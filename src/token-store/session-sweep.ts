import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Sweeper } from '../database/sweeper.js';
import { TokenStore } from './token-store.js';

/** Late requests still learn that their session expired, rather than that there is none. */
const KEPT_AFTER_EXPIRY = 3_600_000;

/** Deletes the sessions that expired more than an hour ago. */
@Injectable()
export class SessionSweep extends Sweeper {
  constructor(
    private readonly store: TokenStore,
    private readonly clock: Clock,
  ) {
    super();
  }

  protected async deleteBatch(limit: number): Promise<number> {
    return this.store.sweep(this.clock.now() - KEPT_AFTER_EXPIRY, limit);
  }
}
