import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/audit.module.js';
import { CredentialsModule } from '../../credentials/credentials.module.js';
import { IdentitiesModule } from '../../federation/identities/identities.module.js';
import { LimitsModule } from '../../limits/limits.module.js';
import { MailModule } from '../../mail/mail.module.js';
import { SessionsModule } from '../../sessions/sessions.module.js';
import { UsersModule } from '../../users/users.module.js';
import { AccountsModule } from '../accounts.module.js';
import { ChallengesModule } from '../challenges/challenges.module.js';
import { PasswordChange } from './password-change.js';
import { PasswordRecovery } from './password-recovery.js';
import { PasswordReplacement } from './password-replacement.js';
import { RecoveryLetters } from './recovery-letters.js';

/** Other passwords, in the hands of their owners. */
@Module({
  imports: [
    AccountsModule,
    AuditModule,
    ChallengesModule,
    CredentialsModule,
    IdentitiesModule,
    LimitsModule,
    MailModule,
    SessionsModule,
    UsersModule,
  ],
  providers: [PasswordChange, PasswordRecovery, PasswordReplacement, RecoveryLetters],
  exports: [PasswordChange, PasswordRecovery],
})
export class RecoveryModule {}
