import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../database/epoch-milliseconds.js';
import type { AuditEventType } from './audit-event.js';

/** One event as it is kept: who, in which session, what and when; the rest is in `details`. */
@Entity('audit_events')
@Index('audit_events_at', ['at'])
@Index('audit_events_type_at', ['type', 'at'])
@Index('audit_events_user_id_at', ['userId', 'at'])
@Index('audit_events_session_id_at', ['sessionId', 'at'])
export class AuditRecordEntity {
  /** A UUIDv7; those of one instance sort in the order of its events. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column(epochMilliseconds)
  at!: number;

  @Column({ type: 'varchar', length: 32 })
  type!: AuditEventType;

  @Column({ name: 'user_id', type: 'varchar', length: 36, nullable: true })
  userId!: string | null;

  @Column({ name: 'session_id', type: 'varchar', length: 36, nullable: true })
  sessionId!: string | null;

  /** Contract, cause, generation: what only some types have. */
  @Column({ type: 'simple-json' })
  details!: Readonly<Record<string, string | number>>;

  @Column({ name: 'request_id', type: 'varchar', length: 64 })
  requestId!: string;

  @Column({ type: 'varchar', length: 45 })
  address!: string;

  @Column({ name: 'user_agent', type: 'varchar', length: 256, nullable: true })
  userAgent!: string | null;
}
