import { Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { RevocationIndex } from '../token-store/revocation-index.js';

/** How far behind the database this instance may be when it validates a token. */
@Injectable()
export class RevocationMetrics {
  constructor(registry: Registry, revocations: RevocationIndex) {
    new Gauge({
      name: 'auth_revocation_index_age_seconds',
      help: 'Time since the revocation index last agreed with the database.',
      registers: [registry],
      aggregator: 'max',
      collect() {
        this.set(revocations.ageMs() / 1000);
      },
    });
  }
}
