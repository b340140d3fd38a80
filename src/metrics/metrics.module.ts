import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Registry } from 'prom-client';
import { AuditModule } from '../audit/audit.module.js';
import { PasswordsModule } from '../credentials/passwords/passwords.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { MailModule } from '../mail/mail.module.js';
import { RevocationsModule } from '../revocations/revocations.module.js';
import { TokenStoreModule } from '../token-store/token-store.module.js';
import { RingKeepingModule } from '../signing-keys/ring-keeping.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { WebhookDeliveryModule } from '../webhooks/webhook-delivery.module.js';
import { AuditedEvents } from './audited-events.js';
import { createRegistry, Exposition, PrometheusExposition } from './exposition.js';
import { FeedMetrics, HashQueueMetrics, LimitMetrics, RevocationMetrics } from './gauges.js';
import { BuildMetrics, SigningKeyMetrics } from './instance-gauges.js';
import { MailMetrics } from './mail-metrics.js';
import { Metrics } from './metrics.js';
import { PrometheusMetrics } from './prometheus-metrics.js';
import { SessionMetrics } from './session-gauge.js';
import { AuditMetrics, DatabaseMetrics, SweepMetrics } from './store-gauges.js';
import { WebhookMetrics } from './webhook-metrics.js';

@Module({
  imports: [
    AuditModule,
    DatabaseModule,
    DiscoveryModule,
    LimitsModule,
    MailModule,
    PasswordsModule,
    RevocationsModule,
    RingKeepingModule,
    TokensModule,
    TokenStoreModule,
    WebhookDeliveryModule,
  ],
  providers: [
    { provide: Registry, useFactory: createRegistry },
    { provide: Metrics, useClass: PrometheusMetrics },
    { provide: Exposition, useClass: PrometheusExposition },
    AuditedEvents,
    AuditMetrics,
    BuildMetrics,
    DatabaseMetrics,
    FeedMetrics,
    HashQueueMetrics,
    LimitMetrics,
    MailMetrics,
    RevocationMetrics,
    SigningKeyMetrics,
    SessionMetrics,
    SweepMetrics,
    WebhookMetrics,
  ],
  exports: [Metrics, Exposition],
})
export class MetricsModule {}
