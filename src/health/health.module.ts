import { Module } from '@nestjs/common';
import { DatabaseModule } from '../database/database.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { TokenStoreModule } from '../token-store/token-store.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { DatabaseCheck, KeysCheck, RevocationsCheck } from './readiness-checks.js';
import { Drain } from './drain.js';
import { Readiness } from './readiness.js';

@Module({
  imports: [DatabaseModule, LimitsModule, TokensModule, TokenStoreModule],
  providers: [DatabaseCheck, KeysCheck, RevocationsCheck, Drain, Readiness],
  exports: [Readiness, Drain],
})
export class HealthModule {}
