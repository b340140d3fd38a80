import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../database/epoch-milliseconds.js';
import type { AuditEventType } from './audit-event.js';

/** Code points that a column takes at most. */
export const LONGEST = {
  type: 32,
  id: 36,
  requestId: 64,
  address: 45,
  userAgent: 256,
  /** One text within the details, whose column takes 65,535 bytes. */
  detail: 256,
} as const;

/** One event as it is kept: who, in which session, what and when; the rest is in `details`. */
@Entity('audit_events')
@Index('audit_events_at', ['at'])
@Index('audit_events_type_at', ['type', 'at'])
@Index('audit_events_user_id_at', ['userId', 'at'])
@Index('audit_events_session_id_at', ['sessionId', 'at'])
export class AuditRecordEntity {
  /** A UUIDv7; those of one instance sort in the order of its events. */
  @PrimaryColumn({ type: 'varchar', length: LONGEST.id })
  id!: string;

  @Column(epochMilliseconds)
  at!: number;

  @Column({ type: 'varchar', length: LONGEST.type })
  type!: AuditEventType;

  @Column({ name: 'user_id', type: 'varchar', length: LONGEST.id, nullable: true })
  userId!: string | null;

  @Column({ name: 'session_id', type: 'varchar', length: LONGEST.id, nullable: true })
  sessionId!: string | null;

  /** Contract, cause, generation: what only some types have. */
  @Column({ type: 'simple-json' })
  details!: Readonly<Record<string, string | number>>;

  @Column({ name: 'request_id', type: 'varchar', length: LONGEST.requestId })
  requestId!: string;

  @Column({ type: 'varchar', length: LONGEST.address })
  address!: string;

  @Column({ name: 'user_agent', type: 'varchar', length: LONGEST.userAgent, nullable: true })
  userAgent!: string | null;
}
