import { Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { PasswordsModule } from '../passwords/passwords.module.js';
import { TokenStoreModule } from '../token-store/token-store.module.js';
import { Exposition } from './exposition.js';
import { HashQueueMetrics } from './hash-queue-metrics.js';
import { Metrics } from './metrics.js';
import { PrometheusExposition } from './prometheus-exposition.js';
import { PrometheusMetrics } from './prometheus-metrics.js';
import { createRegistry } from './registry.js';
import { RevocationMetrics } from './revocation-metrics.js';

@Module({
  imports: [PasswordsModule, TokenStoreModule],
  providers: [
    { provide: Registry, useFactory: createRegistry },
    { provide: Metrics, useClass: PrometheusMetrics },
    { provide: Exposition, useClass: PrometheusExposition },
    HashQueueMetrics,
    RevocationMetrics,
  ],
  exports: [Metrics, Exposition],
})
export class MetricsModule {}
