import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../../database/epoch-milliseconds.js';

/** A code by which an owner gets in without the other factors, once. */
@Entity('recovery_codes')
export class RecoveryCodeEntity {
  @PrimaryColumn({ name: 'user_id', type: 'varchar', length: 36 })
  userId!: string;

  /** SHA-256. */
  @PrimaryColumn({ type: 'varchar', length: 43 })
  digest!: string;

  @Column({ ...epochMilliseconds, name: 'used_at', nullable: true })
  usedAt!: number | null;
}
