import cluster from 'node:cluster';
import { type DynamicModule, Module } from '@nestjs/common';
import { AuthModule } from './auth/auth.module.js';
import { ClockModule } from './clock/clock.module.js';
import type { AppConfig } from './config/app-config.js';
import { ConfigModule } from './config/config.module.js';
import { HealthModule } from './health/health.module.js';
import { HealthController } from './http/health/health.controller.js';
import { MetricsController } from './http/metrics/metrics.controller.js';
import { MetricsModule } from './metrics/metrics.module.js';
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
        AuthModule,
        HealthModule,
        MetricsModule,
        ...(cluster.isWorker ? [WorkersModule] : []),
      ],
      controllers: [HealthController, ...(config.metrics ? [MetricsController] : [])],
    };
  }
}
