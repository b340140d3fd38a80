import { Module } from '@nestjs/common';
import { AuditObservers } from './audit-observers.js';
import { AuditRecords } from './audit-records.js';
import { AuditTrail } from './audit-trail.js';
import { TypeOrmAuditSweep } from './typeorm-audit-sweep.js';
import { TypeOrmAuditTrail } from './typeorm-audit-trail.js';

@Module({
  providers: [
    AuditObservers,
    AuditRecords,
    TypeOrmAuditSweep,
    { provide: AuditTrail, useClass: TypeOrmAuditTrail },
  ],
  exports: [AuditTrail, AuditObservers],
})
export class AuditModule {}
