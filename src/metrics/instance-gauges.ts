import { Injectable } from '@nestjs/common';
import { Gauge, Registry } from 'prom-client';
import { Clock } from '../clock/clock.js';
import { VERSION } from '../config/version.js';
import { RingFollower } from '../signing-keys/ring-follower.js';
import { KeyRing } from '../tokens/keys/key-ring.js';
import { gauge } from './gauge.js';

/** Which build answers. */
@Injectable()
export class BuildMetrics {
  constructor(registry: Registry) {
    new Gauge({
      name: 'portcullis_build_info',
      help: 'Always 1; which version runs, on which Node.',
      labelNames: ['version', 'node'],
      aggregator: 'first',
      registers: [registry],
    }).set({ version: VERSION, node: process.versions.node }, 1);
  }
}

/** How old the key is that signs, and what is known of the others. */
@Injectable()
export class SigningKeyMetrics {
  constructor(registry: Registry, ring: KeyRing, follower: RingFollower, clock: Clock) {
    gauge(
      registry,
      {
        name: 'portcullis_signing_key_age_seconds',
        help: 'Time since the signing key took over; 0 where an operator put it there.',
        aggregator: 'max',
      },
      () => {
        const since = ring.signing?.signsFrom ?? 0;
        return since === 0 ? 0 : (clock.now() - since) / 1000;
      },
    );
    gauge(
      registry,
      {
        name: 'portcullis_signing_keys_read_age_seconds',
        help: 'Time since this instance last read the signing keys.',
        aggregator: 'max',
      },
      () => follower.ageMs() / 1000,
    );
  }
}
