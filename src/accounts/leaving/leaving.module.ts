import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/audit.module.js';
import { CredentialsModule } from '../../credentials/credentials.module.js';
import { IdentitiesModule } from '../../federation/identities/identities.module.js';
import { LimitsModule } from '../../limits/limits.module.js';
import { MailModule } from '../../mail/mail.module.js';
import { SessionsModule } from '../../sessions/sessions.module.js';
import { UsersModule } from '../../users/users.module.js';
import { AccountsModule } from '../accounts.module.js';
import { AccountLeaving } from './account-leaving.js';
import { AccountRemoval } from './account-removal.js';
import { LeavingLetters } from './leaving-letters.js';
import { OwnDataExport } from './own-data.js';

/** The end of accounts, and what is stored of them, in the hands of their owners. */
@Module({
  imports: [
    AccountsModule,
    AuditModule,
    CredentialsModule,
    IdentitiesModule,
    LimitsModule,
    MailModule,
    SessionsModule,
    UsersModule,
  ],
  providers: [AccountLeaving, AccountRemoval, LeavingLetters, OwnDataExport],
  exports: [AccountLeaving, OwnDataExport],
})
export class LeavingModule {}
