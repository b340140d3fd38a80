import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { DatabaseSession } from '../database/database-session.js';
import { Sweeper } from '../database/sweeper.js';
import { AuditRecordEntity } from './audit-record.entity.js';

const DAY = 86_400_000;

/** Forgets events older than `AUDIT_RETENTION_DAYS`. */
@Injectable()
export class TypeOrmAuditSweep extends Sweeper {
  constructor(
    private readonly session: DatabaseSession,
    private readonly clock: Clock,
    private readonly config: AppConfig,
  ) {
    super();
  }

  protected async deleteBatch(limit: number): Promise<number> {
    const oldest = this.clock.now() - this.config.auditRetentionDays * DAY;
    const rows = await this.session.manager.find(AuditRecordEntity, {
      select: { id: true },
      where: { at: LessThan(oldest) },
      order: { at: 'ASC' },
      take: limit,
    });
    const ids = rows.map(({ id }) => id);
    if (ids.length > 0) {
      await this.session.write((manager) => manager.delete(AuditRecordEntity, { id: In(ids) }));
    }
    return ids.length;
  }
}
