import { Module } from '@nestjs/common';
import { AuditModule } from '../audit.module.js';
import { CheckpointSeals } from '../checkpoints/checkpoint.js';
import { AuditVerification } from './audit-verification.js';
import { StoredCheckpoints } from './stored-checkpoints.js';

@Module({
  imports: [AuditModule],
  providers: [AuditVerification, CheckpointSeals, StoredCheckpoints],
  exports: [AuditVerification],
})
export class VerificationModule {}
