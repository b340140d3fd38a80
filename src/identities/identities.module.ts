import { Module } from '@nestjs/common';
import { Identities } from './identities.js';
import { TypeOrmIdentities } from './typeorm-identities.js';

@Module({
  providers: [{ provide: Identities, useClass: TypeOrmIdentities }],
  exports: [Identities],
})
export class IdentitiesModule {}
