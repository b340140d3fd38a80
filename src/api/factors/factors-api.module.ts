import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { StepUpModule } from '../step-up/step-up.module.js';
import { FactorsController } from './factors.controller.js';
import { TotpController } from './totp.controller.js';

/** The second factors of an account, in the hands of its owner. */
@Module({
  imports: [AccountsModule, StepUpModule],
  controllers: [TotpController, FactorsController],
})
export class FactorsApiModule {}
