import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { TokenStoreModule } from '../token-store/token-store.module.js';
import { ClientAccounts } from './client-accounts.js';
import { ClientAuthentication } from './client-authentication.js';
import { ClientEntity, ClientNameEntity, ClientSecretEntity } from './client.entity.js';
import { Clients } from './clients.js';
import { Introspection } from './introspection.js';
import { KnownClients } from './known-clients.js';
import { SecretUse } from './secret-use.js';
import { ServiceTokens } from './service-tokens.js';
import { TokenRevocation } from './token-revocation.js';
import { TypeOrmClients } from './typeorm-clients.js';

const OFFERED = [
  ClientAccounts,
  ClientAuthentication,
  Introspection,
  ServiceTokens,
  TokenRevocation,
];

/** Service accounts, and what they may ask. */
@Module({
  imports: [
    TypeOrmModule.forFeature([ClientEntity, ClientNameEntity, ClientSecretEntity]),
    AuditModule,
    LimitsModule,
    SessionsModule,
    TokensModule,
    TokenStoreModule,
  ],
  providers: [...OFFERED, { provide: Clients, useClass: TypeOrmClients }, KnownClients, SecretUse],
  exports: OFFERED,
})
export class ClientsModule {}
