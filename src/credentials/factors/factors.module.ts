import { Module } from '@nestjs/common';
import { RecoveryCodesModule } from '../recovery-codes/recovery-codes.module.js';
import { TotpModule } from '../totp/totp.module.js';
import { SecondFactors } from './second-factors.js';

/** What people prove a login with beside their password. */
@Module({
  imports: [RecoveryCodesModule, TotpModule],
  providers: [SecondFactors],
  exports: [RecoveryCodesModule, SecondFactors, TotpModule],
})
export class FactorsModule {}
