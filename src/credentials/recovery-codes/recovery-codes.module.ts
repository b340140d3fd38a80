import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { RecoveryCodeEntity } from './recovery-code.entity.js';
import { RecoveryCodes } from './recovery-codes.js';
import { TypeOrmRecoveryCodes } from './typeorm-recovery-codes.js';

/** Codes for those who have lost their other factors. */
@Module({
  imports: [TypeOrmModule.forFeature([RecoveryCodeEntity])],
  providers: [{ provide: RecoveryCodes, useClass: TypeOrmRecoveryCodes }],
  exports: [RecoveryCodes],
})
export class RecoveryCodesModule {}
