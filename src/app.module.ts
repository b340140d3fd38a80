import cluster from 'node:cluster';
import { type DynamicModule, Module } from '@nestjs/common';
import { AccountApiModule } from './api/account/account-api.module.js';
import { AdminApiModule } from './api/admin/admin-api.module.js';
import { AuditApiModule } from './api/audit/audit-api.module.js';
import { AuthModule } from './api/auth/auth.module.js';
import { ClientsApiModule } from './api/clients/clients-api.module.js';
import { ContractsModule } from './api/contracts/contracts.module.js';
import { FactorsApiModule } from './api/factors/factors-api.module.js';
import { OperationsModule } from './api/operations/operations.module.js';
import { PagesApiModule } from './api/pages/pages-api.module.js';
import { RevocationsApiModule } from './api/revocations/revocations-api.module.js';
import { ScimModule } from './api/scim/scim.module.js';
import { SessionsApiModule } from './api/sessions/sessions-api.module.js';
import { CheckpointsModule } from './audit/checkpoints/checkpoints.module.js';
import { ClockModule } from './clock/clock.module.js';
import type { AppConfig } from './config/app-config.js';
import { ConfigModule } from './config/config.module.js';
import { DatabaseModule } from './database/database.module.js';
import { HealthModule } from './health/health.module.js';
import { MailDispatchModule } from './mail/mail.module.js';
import { MetricsModule } from './metrics/metrics.module.js';
import { RingKeepingModule } from './signing-keys/ring-keeping.module.js';
import { WebhookDeliveryModule } from './webhooks/webhook-delivery.module.js';
import { WorkersModule } from './workers/workers.module.js';

/** The table of contents. */
@Module({})
export class AppModule {
  static of(config: AppConfig): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.of(config),
        ClockModule,
        DatabaseModule,
        ContractsModule,
        AuthModule,
        SessionsApiModule,
        AccountApiModule.of(config),
        FactorsApiModule,
        AdminApiModule,
        AuditApiModule,
        RevocationsApiModule,
        ClientsApiModule.of(config),
        ScimModule,
        OperationsModule.of(config),
        PagesApiModule.of(config),
        RingKeepingModule,
        CheckpointsModule.of(process.stdout),
        HealthModule,
        MailDispatchModule.of(config),
        MetricsModule,
        WebhookDeliveryModule,
        ...(cluster.isWorker ? [WorkersModule] : []),
      ],
    };
  }
}
