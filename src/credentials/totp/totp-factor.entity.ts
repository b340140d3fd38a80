import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../../database/epoch-milliseconds.js';

/** An authenticator app of an account. */
@Entity('totp_factors')
@Index('totp_factors_user_id', ['userId'])
export class TotpFactorEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'user_id', type: 'varchar', length: 36 })
  userId!: string;

  @Column({ type: 'varchar', length: 64 })
  name!: string;

  @Column({ name: 'sealed_secret', type: 'varchar', length: 255 })
  sealedSecret!: string;

  /** The latest step of which a code was accepted. */
  @Column({ ...epochMilliseconds, name: 'last_step' })
  lastStep!: number;

  @Column({ ...epochMilliseconds, name: 'created_at' })
  createdAt!: number;

  @Column({ ...epochMilliseconds, name: 'last_used_at', nullable: true })
  lastUsedAt!: number | null;
}

/** One that has not shown a code yet; an account has one at most. */
@Entity('totp_enrolments')
@Index('totp_enrolments_expires_at', ['expiresAt'])
export class TotpEnrolmentEntity {
  @PrimaryColumn({ name: 'user_id', type: 'varchar', length: 36 })
  userId!: string;

  @Column({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  name!: string;

  @Column({ name: 'sealed_secret', type: 'varchar', length: 255 })
  sealedSecret!: string;

  @Column({ ...epochMilliseconds, name: 'expires_at' })
  expiresAt!: number;
}
