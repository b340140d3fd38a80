import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../database/epoch-milliseconds.js';

/** The name of the one row. */
export const FEED = 'audit';

/** Who takes events from the audit trail, and since when. */
@Entity('webhook_feed')
export class WebhookFeedEntity {
  @PrimaryColumn({ type: 'varchar', length: 16 })
  name!: string;

  /** From when on there were webhooks. */
  @Column({ ...epochMilliseconds, name: 'begun_at' })
  begunAt!: number;

  /** When the last round began that left nothing behind. */
  @Column({ ...epochMilliseconds, name: 'read_at' })
  readAt!: number;

  @Column({ type: 'varchar', length: 22 })
  holder!: string;

  @Column({ ...epochMilliseconds, name: 'held_until' })
  heldUntil!: number;
}

/** How far a chain of the audit trail was taken. */
@Entity('webhook_places')
export class WebhookPlaceEntity {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  chain!: string;

  @Column(epochMilliseconds)
  seq!: number;
}
