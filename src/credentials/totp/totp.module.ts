import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { sweepOf } from '../../database/sweep.js';
import { TokensModule } from '../../tokens/tokens.module.js';
import { Totp } from './totp.js';
import { TotpEnrolmentEntity, TotpFactorEntity } from './totp-factor.entity.js';
import { TotpFactors } from './totp-factors.js';
import { TotpSecrets } from './totp-secrets.js';
import { TypeOrmTotpFactors } from './typeorm-totp-factors.js';

/** Authenticator apps. */
@Module({
  imports: [TypeOrmModule.forFeature([TotpFactorEntity, TotpEnrolmentEntity]), TokensModule],
  providers: [
    { provide: TotpFactors, useClass: TypeOrmTotpFactors },
    Totp,
    TotpSecrets,
    sweepOf({
      table: 'totp_enrolments',
      key: ['user_id'],
      moment: 'expires_at',
      kept: () => 0,
    }),
  ],
  exports: [Totp, TotpFactors],
})
export class TotpModule {}
