import { Injectable } from '@nestjs/common';
import { Counter, Histogram, Registry } from 'prom-client';
import { AdmissionGate } from '../credentials/passwords/admission-gate.js';
import { LimitRefusals } from '../limits/limit-refusals.js';
import { LimitStore } from '../limits/counters/limit-store.js';
import { RateLimiter } from '../limits/rate-limiter.js';
import { RULE_NAMES } from '../limits/rules.js';
import { Waiting } from '../revocations/waiting.js';
import { RevocationIndex } from '../token-store/revocation-index.js';
import { gauge } from './gauge.js';

/** How long passwords wait for a core, and how many do. */
@Injectable()
export class HashQueueMetrics {
  constructor(registry: Registry, gate: AdmissionGate) {
    gauge(
      registry,
      { name: 'portcullis_hash_queue_depth', help: 'Password hashes waiting for a core.' },
      () => gate.waiting,
    );
    gauge(
      registry,
      { name: 'portcullis_hash_running', help: 'Password hashes being computed.' },
      () => gate.running,
    );
    gauge(
      registry,
      { name: 'portcullis_hash_slots', help: 'Password hashes that may be computed at once.' },
      () => gate.slots,
    );
    const waits = new Histogram({
      name: 'portcullis_hash_wait_seconds',
      help: 'Time a password hash waited for a core, whether it got one or gave up.',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2],
      registers: [registry],
    });
    gate.onWait((seconds) => {
      waits.observe(seconds);
    });
  }
}

/** What is refused, whether attempts are counted over all instances, and how many wait for others. */
@Injectable()
export class LimitMetrics {
  constructor(
    registry: Registry,
    store: LimitStore,
    limiter: RateLimiter,
    refusals: LimitRefusals,
  ) {
    gauge(
      registry,
      {
        name: 'portcullis_limit_store_away',
        help: '1 while the shared store of attempts does not answer.',
        aggregator: 'max',
      },
      () => (store.away ? 1 : 0),
    );
    gauge(
      registry,
      {
        name: 'portcullis_limit_waiting',
        help: 'Attempts that wait for others under way at the same account or from the same network.',
      },
      () => limiter.waiting,
    );
    const refused = new Counter({
      name: 'portcullis_limit_refusals_total',
      help: 'Attempts that were refused, by the limit that they were beyond.',
      labelNames: ['limit'],
      registers: [registry],
    });
    for (const limit of RULE_NAMES) refused.inc({ limit }, 0);
    refusals.onRefusal((limit) => {
      refused.inc({ limit });
    });
  }
}

/** How far behind the database this instance may be when it validates a token. */
@Injectable()
export class RevocationMetrics {
  constructor(registry: Registry, revocations: RevocationIndex) {
    gauge(
      registry,
      {
        name: 'portcullis_revocation_index_age_seconds',
        help: 'Time since the revocation index last agreed with the database.',
        aggregator: 'max',
      },
      () => revocations.ageMs() / 1000,
    );
  }
}

/** How many services are connected to the feed, or to the poll for security events. */
@Injectable()
export class FeedMetrics {
  constructor(registry: Registry, readers: Waiting) {
    gauge(
      registry,
      {
        name: 'portcullis_revocation_polls_waiting',
        help: 'Services that wait for something to be revoked.',
      },
      () => readers.count,
    );
  }
}
