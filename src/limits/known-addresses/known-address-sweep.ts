import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { Sweeper } from '../../database/sweeper.js';
import { KnownAddresses } from './known-addresses.js';

/** Forgets the addresses that nobody logged in from for thirty days. */
@Injectable()
export class KnownAddressSweep extends Sweeper {
  constructor(
    private readonly known: KnownAddresses,
    private readonly clock: Clock,
  ) {
    super();
  }

  protected deleteBatch(limit: number): Promise<number> {
    return this.known.sweep(this.clock.now(), limit);
  }
}
