import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { CredentialsModule } from '../credentials/credentials.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { SessionsModule } from '../sessions/sessions.module.js';
import { UsersModule } from '../users/users.module.js';
import { FederationModule } from '../federation/federation.module.js';
import { AccountAdministration } from './account-administration.js';
import { AccountChanges } from './account-changes.js';
import { AccountDeletion } from './account-deletion.js';
import { AccountIdentities } from './account-identities.js';
import { AccountPasswords } from './account-passwords.js';
import { AccountProvisioning } from './account-provisioning.js';
import { AccountReading } from './account-reading.js';
import { AccountSearch } from './account-search.js';
import { AccountStatus } from './account-status.js';
import { ProvisionedAccounts } from './provisioned-accounts.js';
import { Registration } from './registration.js';

const OFFERED = [
  AccountAdministration,
  AccountDeletion,
  AccountIdentities,
  AccountPasswords,
  AccountProvisioning,
  AccountReading,
  AccountSearch,
  AccountStatus,
  ProvisionedAccounts,
  Registration,
];

/** What may be done with an account. */
@Module({
  imports: [
    AuditModule,
    CredentialsModule,
    FederationModule,
    LimitsModule,
    SessionsModule,
    UsersModule,
  ],
  providers: [...OFFERED, AccountChanges],
  exports: [...OFFERED, AccountChanges],
})
export class AccountsModule {}
