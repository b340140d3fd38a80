import { Module } from '@nestjs/common';
import { MetricsModule } from '../metrics/metrics.module.js';
import { TokenStoreModule } from '../token-store/token-store.module.js';
import { SharedState } from './shared-state.js';

/** For a process that is one of several. */
@Module({ imports: [MetricsModule, TokenStoreModule], providers: [SharedState] })
export class WorkersModule {}
