import { type DynamicModule, Module } from '@nestjs/common';
import { CoreModule } from '../auth/core.module.js';
import { ClockModule } from '../clock/clock.module.js';
import type { AppConfig } from '../config/app-config.js';
import { ConfigModule } from '../config/config.module.js';

/** The core without a server. */
@Module({})
export class CliModule {
  static of(config: AppConfig): DynamicModule {
    return { module: CliModule, imports: [ConfigModule.of(config), ClockModule, CoreModule] };
  }
}
