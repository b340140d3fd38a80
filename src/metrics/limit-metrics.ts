import { Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { LimitStore } from '../limits/counters/limit-store.js';

/** Whether attempts are counted over all instances, or each counts for itself. */
@Injectable()
export class LimitMetrics {
  constructor(registry: Registry, store: LimitStore) {
    new Gauge({
      name: 'auth_limit_store_away',
      help: '1 while the shared store of attempts does not answer.',
      registers: [registry],
      collect() {
        this.set(store.away ? 1 : 0);
      },
    });
  }
}
