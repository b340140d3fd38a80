import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../database/epoch-milliseconds.js';

/** The number is the key: of two instances that add one at once, it lets one through. */
@Entity('signing_keys')
export class SigningKeyEntity {
  @PrimaryColumn({ type: 'int' })
  number!: number;

  @Column({ type: 'varchar', length: 64 })
  kid!: string;

  /** Sealed by a key that is derived from `SECRETS`. */
  @Column({ name: 'private_key', type: 'text' })
  privateKey!: string;

  @Column({ ...epochMilliseconds, name: 'published_at' })
  publishedAt!: number;

  @Column({ ...epochMilliseconds, name: 'signs_from' })
  signsFrom!: number;

  @Column({ ...epochMilliseconds, name: 'revoked_at', nullable: true })
  revokedAt!: number | null;
}
