import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { UsersModule } from '../users/users.module.js';
import { ChallengesModule } from './challenges/challenges.module.js';
import { CredentialVerifier } from './credential-verifier.js';
import { FactorsModule } from './factors/factors.module.js';
import { KnownDevices } from './known-devices.js';
import { AccountDigests, NameDigests } from './name-digests.js';
import { PasswordHashes } from './passwords/password-hashes.js';
import { TypeOrmPasswordHashes } from './passwords/typeorm-password-hashes.js';
import { PasswordsModule } from './passwords/passwords.module.js';

/** What a person proves an account with. */
@Module({
  imports: [
    AuditModule,
    ChallengesModule,
    FactorsModule,
    LimitsModule,
    PasswordsModule,
    TokensModule,
    UsersModule,
  ],
  providers: [
    AccountDigests,
    CredentialVerifier,
    KnownDevices,
    NameDigests,
    { provide: PasswordHashes, useClass: TypeOrmPasswordHashes },
  ],
  exports: [
    ChallengesModule,
    CredentialVerifier,
    FactorsModule,
    KnownDevices,
    PasswordHashes,
    PasswordsModule,
  ],
})
export class CredentialsModule {}
