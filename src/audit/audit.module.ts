import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { DatabaseSession } from '../database/database-session.js';
import { sweepName } from '../database/sweep.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { SecretsModule } from '../tokens/secrets/secrets.module.js';
import { AuditChain } from './audit-chain.js';
import { AuditChainEntity } from './audit-chain.entity.js';
import { AuditKeys } from './audit-keys.js';
import { AuditLeftovers } from './audit-leftovers.js';
import { AuditOutbox } from './audit-outbox.js';
import { AuditRecords } from './audit-record.js';
import { AuditRecordEntity, OutboxRecordEntity } from './audit-record.entity.js';
import { AuditSweep } from './audit-sweep.js';
import { AuditObservers, AuditTrail } from './audit-trail.js';
import { CommittedEvents } from './following/committed-events.js';
import { TypeOrmCommittedEvents } from './following/typeorm-committed-events.js';
import { AuditErasure } from './erasure/audit-erasure.js';
import { CopiesOfEvents } from './erasure/copies-of-events.js';
import { DueErasureEntity } from './erasure/due-erasure.entity.js';
import { DueErasures } from './erasure/due-erasures.js';
import { PersonalEvents } from './erasure/personal-events.js';
import { AuditReading } from './search/audit-reading.js';
import { AuditSearch } from './search/audit-search.js';
import { TypeOrmAuditSearch } from './search/typeorm-audit-search.js';
import { BatchSeals } from './batch-seal.js';
import { TypeOrmAuditTrail } from './typeorm-audit-trail.js';

@Module({
  imports: [
    SecretsModule,
    TypeOrmModule.forFeature([
      AuditRecordEntity,
      OutboxRecordEntity,
      AuditChainEntity,
      DueErasureEntity,
    ]),
  ],
  providers: [
    AuditErasure,
    CopiesOfEvents,
    DueErasures,
    PersonalEvents,
    AuditKeys,
    AuditLeftovers,
    AuditObservers,
    AuditOutbox,
    AuditRecords,
    BatchSeals,
    {
      provide: AuditChain,
      inject: [DatabaseSession, UnitOfWork, BatchSeals, Clock],
      useFactory: (session: DatabaseSession, work: UnitOfWork, seals: BatchSeals, clock: Clock) =>
        new AuditChain(session, work, seals, clock),
    },
    AuditReading,
    { provide: AuditSearch, useClass: TypeOrmAuditSearch },
    { provide: CommittedEvents, useClass: TypeOrmCommittedEvents },
    TypeOrmAuditTrail,
    { provide: AuditTrail, useExisting: TypeOrmAuditTrail },
    {
      provide: sweepName('audit_events'),
      inject: [DatabaseSession, UnitOfWork, BatchSeals, Clock, AppConfig],
      useFactory: (...known: ConstructorParameters<typeof AuditSweep>) => new AuditSweep(...known),
    },
  ],
  exports: [
    AuditChain,
    AuditErasure,
    DueErasures,
    AuditKeys,
    AuditObservers,
    AuditOutbox,
    AuditReading,
    AuditSearch,
    AuditTrail,
    BatchSeals,
    CommittedEvents,
    CopiesOfEvents,
  ],
})
export class AuditModule {}
