import { Module } from '@nestjs/common';
import { AccessTokenCheck } from './access-token-check.js';
import { AccountDigests } from './account-digest.js';
import { AccountReading } from './account-reading.js';
import { AccountStatus } from './account-status.js';
import { CredentialVerifier } from './credential-verifier.js';
import { ExternalModule } from './external/external.module.js';
import { KnownDevices } from './known-devices.js';
import { NameDigests } from './name-digest.js';
import { RefreshRefusal } from './refresh-refusal.js';
import { Registration } from './registration.js';
import { SessionClosing } from './session-closing.js';
import { SessionOpening } from './session-opening.js';
import { SessionRefresh } from './session-refresh.js';
import { SessionRevocation } from './session-revocation.js';
import { SessionTokens } from './session-tokens.js';
import { AuditModule } from '../audit/audit.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { PasswordsModule } from '../passwords/passwords.module.js';
import { TokenStoreModule } from '../token-store/token-store.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { UsersModule } from '../users/users.module.js';

const CORE = [
  AccessTokenCheck,
  AccountReading,
  AccountStatus,
  CredentialVerifier,
  KnownDevices,
  Registration,
  SessionClosing,
  SessionOpening,
  SessionRefresh,
];

/** The core: what may be done, by whom, for how long. Knows no HTTP and no SQL. */
@Module({
  imports: [
    DatabaseModule,
    UsersModule,
    PasswordsModule,
    TokensModule,
    TokenStoreModule,
    AuditModule,
    ExternalModule,
    LimitsModule,
  ],
  providers: [
    ...CORE,
    AccountDigests,
    NameDigests,
    RefreshRefusal,
    SessionRevocation,
    SessionTokens,
  ],
  exports: [...CORE, ExternalModule, TokensModule, LimitsModule],
})
export class CoreModule {}
