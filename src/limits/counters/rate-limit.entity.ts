import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../../database/epoch-milliseconds.js';

/** A count and the end of its window. */
@Entity('rate_limits')
@Index('rate_limits_expire', ['expire'])
export class RateLimitEntity {
  @PrimaryColumn({ type: 'varchar', length: 255 })
  key!: string;

  @Column({ type: 'int' })
  points!: number;

  @Column({ ...epochMilliseconds, nullable: true })
  expire!: number | null;
}
