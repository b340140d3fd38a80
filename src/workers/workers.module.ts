import { Module } from '@nestjs/common';
import { MetricsModule } from '../metrics/metrics.module.js';
import { TokenStoreModule } from '../token-store/token-store.module.js';
import { Siblings } from './siblings.js';

/** For a process that is one of several. */
@Module({ imports: [MetricsModule, TokenStoreModule], providers: [Siblings] })
export class WorkersModule {}
