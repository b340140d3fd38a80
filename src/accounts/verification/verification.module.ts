import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/audit.module.js';
import { CredentialsModule } from '../../credentials/credentials.module.js';
import { LimitsModule } from '../../limits/limits.module.js';
import { MailModule } from '../../mail/mail.module.js';
import { UsersModule } from '../../users/users.module.js';
import { AccountsModule } from '../accounts.module.js';
import { ChallengesModule } from '../challenges/challenges.module.js';
import { EmailChange } from './email-change.js';
import { EmailConfirmation } from './email-confirmation.js';
import { EmailVerification } from './email-verification.js';
import { VerificationLetters } from './verification-letters.js';

/** Mail addresses that people show to be theirs. */
@Module({
  imports: [
    AccountsModule,
    AuditModule,
    ChallengesModule,
    CredentialsModule,
    LimitsModule,
    MailModule,
    UsersModule,
  ],
  providers: [EmailChange, EmailConfirmation, EmailVerification, VerificationLetters],
  exports: [EmailChange, EmailConfirmation, EmailVerification],
})
export class VerificationModule {}
