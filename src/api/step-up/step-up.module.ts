import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { ContractsModule } from '../contracts/contracts.module.js';
import { FreshAuthenticationGuard } from './fresh-authentication.guard.js';
import { ReauthenticationController } from './reauthentication.controller.js';

/** Fresh proofs for what they are needed for. */
@Module({
  imports: [AccountsModule, ContractsModule],
  controllers: [ReauthenticationController],
  providers: [FreshAuthenticationGuard],
  exports: [AccountsModule, FreshAuthenticationGuard],
})
export class StepUpModule {}
