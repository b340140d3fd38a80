import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { ClientsModule } from '../../clients/clients.module.js';
import { SessionsModule } from '../../sessions/sessions.module.js';
import { ScimDiscoveryController } from './discovery.controller.js';
import { ScimGuard } from './scim.guard.js';
import { ScimUsersController } from './users.controller.js';

/** SCIM 2.0: a directory keeps the accounts here like its own. */
@Module({
  imports: [AccountsModule, ClientsModule, SessionsModule],
  controllers: [ScimUsersController, ScimDiscoveryController],
  providers: [ScimGuard],
})
export class ScimModule {}
