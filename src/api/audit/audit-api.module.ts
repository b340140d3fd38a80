import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { AuditModule } from '../../audit/audit.module.js';
import { SessionsModule } from '../../sessions/sessions.module.js';
import { ActivityController } from './activity.controller.js';
import { AuditController } from './audit.controller.js';
import { AuditorGuard } from './auditor.guard.js';

/** The audit trail, for auditors, and for people their own part of it. */
@Module({
  imports: [AccountsModule, AuditModule, SessionsModule],
  controllers: [AuditController, ActivityController],
  providers: [AuditorGuard],
})
export class AuditApiModule {}
