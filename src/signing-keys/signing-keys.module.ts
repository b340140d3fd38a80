import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { AppConfig } from '../config/app-config.js';
import { TokenStoreModule } from '../token-store/token-store.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { chooseKeyStore } from './choose-key-store.js';
import { KeyRevocation } from './key-revocation.js';
import { KeyRotation } from './key-rotation.js';
import { KeyStore } from './key-store.js';
import { SealedKeys } from './sealed-keys.js';
import { SigningKeyEntity } from './signing-key.entity.js';
import { TypeOrmKeyStore } from './typeorm-key-store.js';

/** Keys of all instances, and what an operator does with them. */
@Module({
  imports: [
    TypeOrmModule.forFeature([SigningKeyEntity]),
    AuditModule,
    TokensModule,
    TokenStoreModule,
  ],
  providers: [
    SealedKeys,
    TypeOrmKeyStore,
    { provide: KeyStore, useFactory: chooseKeyStore, inject: [AppConfig, TypeOrmKeyStore] },
    KeyRotation,
    KeyRevocation,
  ],
  exports: [KeyStore, KeyRotation, KeyRevocation],
})
export class SigningKeysModule {}
