import { Module } from '@nestjs/common';
import { AuditModule } from '../../audit/audit.module.js';
import { IdentitiesModule } from '../../federation/identities/identities.module.js';
import { UsersModule } from '../../users/users.module.js';
import { AccountExport } from './account-export.js';
import { AccountImport } from './account-import.js';
import { AccountWriting } from './account-writing.js';

/** Accounts from elsewhere, and for elsewhere; for the command line alone. */
@Module({
  imports: [AuditModule, IdentitiesModule, UsersModule],
  providers: [AccountExport, AccountImport, AccountWriting],
  exports: [AccountExport, AccountImport],
})
export class TransferModule {}
