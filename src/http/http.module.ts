import { Module } from '@nestjs/common';
import { ContractsModule } from './contracts/contracts.module.js';
import { FaultFilter } from './faults/fault-filter.js';
import { JwksController } from './keys/jwks.controller.js';
import { RouteCatalog } from './server/route-catalog.js';
import { TokensModule } from '../tokens/tokens.module.js';

/** What every answer needs, whoever gives it. */
@Module({
  imports: [ContractsModule, TokensModule],
  controllers: [JwksController],
  providers: [FaultFilter, RouteCatalog],
  exports: [ContractsModule, FaultFilter, RouteCatalog],
})
export class HttpModule {}
