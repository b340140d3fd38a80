import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../../database/epoch-milliseconds.js';

/** An authorization request that is under way, by the digest of its state. */
@Entity('authorization_requests')
@Index('authorization_requests_expires_at', ['expiresAt'])
export class AuthorizationRequestEntity {
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

/** A code that was shown to its provider, by its digest. */
@Entity('used_authorization_codes')
@Index('used_authorization_codes_used_at', ['usedAt'])
export class UsedAuthorizationCodeEntity {
  @PrimaryColumn({ name: 'code_digest', type: 'varchar', length: 43 })
  codeDigest!: string;

  @Column({ ...epochMilliseconds, name: 'used_at' })
  usedAt!: number;
}
