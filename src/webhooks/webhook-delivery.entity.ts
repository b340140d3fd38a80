import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../database/epoch-milliseconds.js';

/**
 * - `waiting`: for its first attempt or another one
 * - `delivered`: the receiver took it
 * - `failed`: it was tried until the end
 * - `dropped`: its webhook was disabled meanwhile
 */
export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'dropped';

/** Code points of an answer that are kept. */
export const LONGEST_ANSWER = 256;

/** One event on its way to one endpoint; both together are the key, so that it is there once. */
@Entity('webhook_deliveries')
@Index('webhook_deliveries_endpoint_id_due_at', ['endpointId', 'dueAt'])
@Index('webhook_deliveries_due_at_started_at', ['dueAt', 'startedAt'])
@Index('webhook_deliveries_started_at', ['startedAt'])
export class WebhookDeliveryEntity {
  @PrimaryColumn({ name: 'endpoint_id', type: 'varchar', length: 36 })
  endpointId!: string;

  /** The `webhook-id`, which is the id of the event. */
  @PrimaryColumn({ name: 'message_id', type: 'varchar', length: 36 })
  messageId!: string;

  @Column({ type: 'varchar', length: 32 })
  type!: string;

  /** The bytes that are sent and signed, the same at every attempt. */
  @Column({ type: 'text' })
  body!: string;

  @Column({ type: 'varchar', length: 16 })
  state!: DeliveryState;

  /** From when on it is tried for 72 hours. */
  @Column({ ...epochMilliseconds, name: 'started_at' })
  startedAt!: number;

  /** When it is tried, or, while a process tries it, when another one may; null once it is settled. */
  @Column({ ...epochMilliseconds, name: 'due_at', nullable: true })
  dueAt!: number | null;

  /** The process that tries it; empty while none does. */
  @Column({ type: 'varchar', length: 22 })
  holder!: string;

  @Column({ type: 'int' })
  attempts!: number;

  @Column({ ...epochMilliseconds, name: 'attempted_at', nullable: true })
  attemptedAt!: number | null;

  /** Of the last answer; null where there was none. */
  @Column({ type: 'int', nullable: true })
  status!: number | null;

  /** Why there was none. */
  @Column({ type: 'varchar', length: 32, nullable: true })
  cause!: string | null;

  /** The beginning of the last answer, with what could deceive a reader spelled out. */
  @Column({ type: 'varchar', length: LONGEST_ANSWER })
  answer!: string;
}
