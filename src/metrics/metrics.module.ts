import { Module } from '@nestjs/common';
import { Registry } from 'prom-client';
import { AuditMetrics } from './audit-metrics.js';
import { AuditModule } from '../audit/audit.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { PasswordsModule } from '../passwords/passwords.module.js';
import { TokenStoreModule } from '../token-store/token-store.module.js';
import { Exposition } from './exposition.js';
import { HashQueueMetrics } from './hash-queue-metrics.js';
import { LimitMetrics } from './limit-metrics.js';
import { Metrics } from './metrics.js';
import { PrometheusExposition } from './prometheus-exposition.js';
import { PrometheusMetrics } from './prometheus-metrics.js';
import { createRegistry } from './registry.js';
import { RevocationMetrics } from './revocation-metrics.js';

@Module({
  imports: [AuditModule, LimitsModule, PasswordsModule, TokenStoreModule],
  providers: [
    { provide: Registry, useFactory: createRegistry },
    { provide: Metrics, useClass: PrometheusMetrics },
    { provide: Exposition, useClass: PrometheusExposition },
    AuditMetrics,
    HashQueueMetrics,
    LimitMetrics,
    RevocationMetrics,
  ],
  exports: [Metrics, Exposition],
})
export class MetricsModule {}
