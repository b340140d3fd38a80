import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../database/epoch-milliseconds.js';
import type { SignatureKind } from './webhook-signature.js';

/** Code points that a column takes at most. */
export const LONGEST_URL = 2048;
export const LONGEST_DESCRIPTION = 256;

/** Why nothing is sent there: by an operator, it said so (410), or it took nothing for 72 hours. */
export type DisabledReason = 'operator' | 'gone' | 'failing';

/** Where events are sent, and what is known of it. */
@Entity('webhook_endpoints')
export class WebhookEndpointEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: LONGEST_URL })
  url!: string;

  @Column({ type: 'varchar', length: LONGEST_DESCRIPTION })
  description!: string;

  /** The kinds of events that it wants; none: all. */
  @Column({ type: 'simple-json' })
  kinds!: readonly string[];

  @Column({ type: 'varchar', length: 8 })
  algorithm!: SignatureKind;

  /** Sealed by a key that is derived from `SECRETS`, as the one before is. */
  @Column({ type: 'text' })
  secret!: string;

  @Column({ name: 'previous_secret', type: 'text', nullable: true })
  previousSecret!: string | null;

  /** Until when the one before signs as well. */
  @Column({ ...epochMilliseconds, name: 'previous_until' })
  previousUntil!: number;

  @Column({ ...epochMilliseconds, name: 'created_at' })
  createdAt!: number;

  @Column({ ...epochMilliseconds, name: 'disabled_at', nullable: true })
  disabledAt!: number | null;

  @Column({ name: 'disabled_reason', type: 'varchar', length: 16, nullable: true })
  disabledReason!: DisabledReason | null;

  /** Up to a minute earlier than it was. */
  @Column({ ...epochMilliseconds, name: 'last_success_at', nullable: true })
  lastSuccessAt!: number | null;

  /** Until when it asked to be left alone (`Retry-After`). */
  @Column({ ...epochMilliseconds, name: 'rests_until' })
  restsUntil!: number;
}
