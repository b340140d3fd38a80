import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Identities } from './identities.js';
import { IdentityEntity, UnlinkedIdentityEntity } from './identity.entity.js';
import { TypeOrmIdentities } from './typeorm-identities.js';

@Module({
  imports: [TypeOrmModule.forFeature([IdentityEntity, UnlinkedIdentityEntity])],
  providers: [{ provide: Identities, useClass: TypeOrmIdentities }],
  exports: [Identities],
})
export class IdentitiesModule {}
