import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../../database/epoch-milliseconds.js';

/** What a person proves by a link or a code from a mail; of both there are digests alone. */
@Entity('mail_challenges')
@Index('mail_challenges_token_digest', ['tokenDigest'], { unique: true })
@Index('mail_challenges_request_digest', ['requestDigest'], { unique: true })
@Index('mail_challenges_address_key', ['addressKey', 'expiresAt'])
@Index('mail_challenges_expires_at', ['expiresAt'])
export class MailChallengeEntity {
  /** That of the mail. */
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 32 })
  purpose!: string;

  @Column({ name: 'token_digest', type: 'varchar', length: 43 })
  tokenDigest!: string;

  @Column({ name: 'request_digest', type: 'varchar', length: 43 })
  requestDigest!: string;

  @Column({ name: 'code_digest', type: 'varchar', length: 43 })
  codeDigest!: string;

  /** Codes that were tried. */
  @Column({ type: 'int' })
  guesses!: number;

  @Column({ name: 'user_id', type: 'varchar', length: 36 })
  userId!: string;

  /** Where the mail went. */
  @Column({ type: 'varchar', length: 254 })
  address!: string;

  @Column({ name: 'address_key', type: 'varchar', length: 254 })
  addressKey!: string;

  @Column({ ...epochMilliseconds, name: 'expires_at' })
  expiresAt!: number;

  @Column({ ...epochMilliseconds, name: 'used_at', nullable: true })
  usedAt!: number | null;

  /** Digest of what the browser keeps that used it. */
  @Column({ name: 'used_by', type: 'varchar', length: 43, nullable: true })
  usedBy!: string | null;
}
