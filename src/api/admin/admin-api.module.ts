import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { SessionsModule } from '../../sessions/sessions.module.js';
import { AccountAccessController } from './account-access.controller.js';
import { AccountSessionsController } from './account-sessions.controller.js';
import { AccountsController } from './accounts.controller.js';
import { AdministratorGuard } from './administrator.guard.js';

/** The accounts of others, for administrators and their services. */
@Module({
  imports: [AccountsModule, SessionsModule],
  controllers: [AccountsController, AccountAccessController, AccountSessionsController],
  providers: [AdministratorGuard],
})
export class AdminApiModule {}
