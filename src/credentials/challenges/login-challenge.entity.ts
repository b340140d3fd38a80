import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../../database/epoch-milliseconds.js';
import type { ChallengePurpose, ProvenCredentials } from './login-challenges.js';

/** A login that waits for its second factor, by the digest of what its client was given. */
@Entity('login_challenges')
@Index('login_challenges_user_id', ['userId'])
@Index('login_challenges_expires_at', ['expiresAt'])
export class LoginChallengeEntity {
  @PrimaryColumn({ type: 'varchar', length: 43 })
  digest!: string;

  @Column({ name: 'user_id', type: 'varchar', length: 36 })
  userId!: string;

  @Column({ type: 'varchar', length: 32 })
  contract!: string;

  @Column({ type: 'varchar', length: 32 })
  credentials!: ProvenCredentials;

  @Column({ type: 'varchar', length: 16 })
  purpose!: ChallengePurpose;

  @Column({ name: 'password_version', type: 'int', default: 1 })
  passwordVersion!: number;

  @Column({ type: 'int' })
  attempts!: number;

  @Column({ ...epochMilliseconds, name: 'expires_at' })
  expiresAt!: number;
}
