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
  name: 64,
  /** One text within the details, whose column takes 65,535 bytes. */
  detail: 256,
} as const;

/** What is kept of an event: who, in which session, what and when; the rest is in `details`. */
abstract class EventColumns {
  /** A UUIDv7; those of one instance sort in the order of its events. */
  abstract id: string;

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

  /** The keyed digest of a name that no account has. */
  @Column({ type: 'varchar', length: LONGEST.name, nullable: true })
  name!: string | null;

  /** What the digest of the personal fields is made with; null once they were erased. */
  @Column({ type: 'varchar', length: 22, nullable: true })
  salt!: string | null;

  /** That digest, once they were erased. */
  @Column({ type: 'varchar', length: 43, nullable: true })
  digest!: string | null;
}

/** One event in the chain of the process that wrote it. */
@Entity('audit_events')
@Index('audit_events_at', ['at'])
@Index('audit_events_type_at', ['type', 'at'])
@Index('audit_events_user_id_at', ['userId', 'at'])
@Index('audit_events_session_id_at', ['sessionId', 'at'])
export class AuditRecordEntity extends EventColumns {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  chain!: string;

  /** From 1, without holes. */
  @PrimaryColumn({ type: 'bigint', transformer: epochMilliseconds.transformer })
  seq!: number;

  @Column({ type: 'varchar', length: LONGEST.id })
  id!: string;

  /** On the last event of each batch: the code of the batch and of all before it. */
  @Column({ type: 'varchar', length: 52, nullable: true })
  mac!: string | null;
}

/** An event that was written in a transaction with what it is about, on its way into a chain. */
@Entity('audit_outbox')
@Index('audit_outbox_at', ['at'])
export class OutboxRecordEntity extends EventColumns {
  @PrimaryColumn({ type: 'varchar', length: LONGEST.id })
  id!: string;

  /** That it was written by a process that holds the key. */
  @Column({ type: 'varchar', length: 52 })
  mac!: string;
}
