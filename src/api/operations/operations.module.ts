import { type DynamicModule, Module } from '@nestjs/common';
import type { AppConfig } from '../../config/app-config.js';
import { HealthModule } from '../../health/health.module.js';
import { MetricsModule } from '../../metrics/metrics.module.js';
import { TokensModule } from '../../tokens/tokens.module.js';
import { HealthController } from './health.controller.js';
import { JwksController } from './jwks.controller.js';
import { MetricsController } from './metrics.controller.js';

/** For load balancers, monitoring, and services that verify tokens on their own. */
@Module({})
export class OperationsModule {
  static of({ server: { metrics } }: AppConfig): DynamicModule {
    return {
      module: OperationsModule,
      imports: [HealthModule, MetricsModule, TokensModule],
      controllers: [JwksController, HealthController, ...(metrics ? [MetricsController] : [])],
    };
  }
}
