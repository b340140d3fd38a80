import { Injectable } from '@nestjs/common';
import { Gauge, Histogram, Registry } from 'prom-client';
import { AdmissionGate } from '../passwords/admission-gate.js';

/** How long passwords wait for a core, and how many do. */
@Injectable()
export class HashQueueMetrics {
  constructor(registry: Registry, gate: AdmissionGate) {
    const registers = [registry];
    new Gauge({
      name: 'auth_hash_queue_depth',
      help: 'Password hashes waiting for a core.',
      registers,
      collect() {
        this.set(gate.waiting);
      },
    });
    const waits = new Histogram({
      name: 'auth_hash_wait_seconds',
      help: 'Time a password hash waited for a core, whether it got one or gave up.',
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2],
      registers,
    });
    gate.onWait((seconds) => {
      waits.observe(seconds);
    });
  }
}
