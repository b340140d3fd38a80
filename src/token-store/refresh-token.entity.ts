import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../database/epoch-milliseconds.js';
import type { RevocationReason } from './revocation-log.js';

/** One row per session: the family of refresh tokens that descend from one login. */
@Entity('refresh_tokens')
@Index('refresh_tokens_user_id', ['userId'])
@Index('refresh_tokens_expires_at', ['expiresAt'])
export class RefreshTokenEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'user_id', type: 'varchar', length: 36 })
  userId!: string;

  @Column({ type: 'varchar', length: 32 })
  contract!: string;

  @Column({ type: 'varchar', length: 64, default: 'pwd' })
  amr!: string;

  @Column({ type: 'int' })
  generation!: number;

  @Column({ ...epochMilliseconds, name: 'created_at' })
  createdAt!: number;

  @Column({ ...epochMilliseconds, name: 'rotated_at' })
  rotatedAt!: number;

  @Column({ ...epochMilliseconds, name: 'expires_at' })
  expiresAt!: number;

  @Column({ ...epochMilliseconds, name: 'absolute_expires_at' })
  absoluteExpiresAt!: number;

  @Column({ ...epochMilliseconds, name: 'revoked_at', nullable: true })
  revokedAt!: number | null;

  @Column({ name: 'revoked_reason', type: 'varchar', length: 32, nullable: true })
  revokedReason!: RevocationReason | null;

  @Column({ name: 'issued_address', type: 'varchar', length: 64 })
  issuedAddress!: string;

  @Column({ name: 'issued_user_agent', type: 'varchar', length: 256, nullable: true })
  issuedUserAgent!: string | null;

  @Column({ name: 'last_address', type: 'varchar', length: 64 })
  lastAddress!: string;

  @Column({ name: 'last_user_agent', type: 'varchar', length: 256, nullable: true })
  lastUserAgent!: string | null;

  @Column({ name: 'last_device', type: 'varchar', length: 43, nullable: true })
  lastDevice!: string | null;
}
