import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../../database/epoch-milliseconds.js';

/** A network that an account logged in from. */
@Entity('known_addresses')
@Index('known_addresses_seen_at', ['seenAt'])
export class KnownAddressEntity {
  @PrimaryColumn({ name: 'user_id', type: 'varchar', length: 36 })
  userId!: string;

  @PrimaryColumn({ type: 'varchar', length: 64 })
  network!: string;

  @Column({ ...epochMilliseconds, name: 'seen_at' })
  seenAt!: number;
}
