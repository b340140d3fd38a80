import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../database/epoch-milliseconds.js';

@Entity('authorization_starts')
@Index('authorization_starts_expires_at', ['expiresAt'])
export class AuthorizationStartEntity {
  @PrimaryColumn({ name: 'state_digest', type: 'varchar', length: 43 })
  stateDigest!: string;

  @Column({ type: 'varchar', length: 32 })
  provider!: string;

  @Column({ name: 'redirect_uri', type: 'varchar', length: 2048 })
  redirectUri!: string;

  @Column({ name: 'browser_digest', type: 'varchar', length: 43 })
  browserDigest!: string;

  /** 1 or 0. */
  @Column({ name: 'from_browser', type: 'int' })
  fromBrowser!: number;

  @Column({ ...epochMilliseconds, name: 'expires_at' })
  expiresAt!: number;
}
