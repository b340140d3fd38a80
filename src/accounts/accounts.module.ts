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
import { AccountFactors } from './account-factors.js';
import { AccountIdentities } from './account-identities.js';
import { AccountPasswords } from './account-passwords.js';
import { AccountProvisioning } from './account-provisioning.js';
import { AccountReading } from './account-reading.js';
import { AccountSearch } from './account-search.js';
import { AccountStatus } from './account-status.js';
import { FactorAttempts } from './factor-attempts.js';
import { FreshAuthentication } from './fresh-authentication.js';
import { ProvisionedAccounts } from './provisioned-accounts.js';
import { Reauthentication } from './reauthentication.js';
import { Registration } from './registration.js';
import { SecondFactorNeed } from './second-factor-need.js';
import { SignIn } from './sign-in.js';

const OFFERED = [
  AccountAdministration,
  AccountDeletion,
  AccountFactors,
  AccountIdentities,
  AccountPasswords,
  AccountProvisioning,
  AccountReading,
  AccountSearch,
  AccountStatus,
  FreshAuthentication,
  ProvisionedAccounts,
  Reauthentication,
  Registration,
  SignIn,
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
  providers: [...OFFERED, AccountChanges, FactorAttempts, SecondFactorNeed],
  exports: [...OFFERED, AccountChanges],
})
export class AccountsModule {}
