import { Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { LimitStore } from '../limits/counters/limit-store.js';
import { RateLimiter } from '../limits/rate-limiter.js';

/** Whether attempts are counted over all instances, and how many wait for others under way. */
@Injectable()
export class LimitMetrics {
  constructor(registry: Registry, store: LimitStore, limiter: RateLimiter) {
    new Gauge({
      name: 'auth_limit_store_away',
      help: '1 while the shared store of attempts does not answer.',
      registers: [registry],
      collect() {
        this.set(store.away ? 1 : 0);
      },
    });
    new Gauge({
      name: 'auth_limit_waiting',
      help: 'Attempts that wait for others under way at the same account or from the same network.',
      registers: [registry],
      collect() {
        this.set(limiter.waiting);
      },
    });
  }
}
