import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../../database/epoch-milliseconds.js';

@Entity('identities')
@Index('identities_issuer_subject', ['issuer', 'subject'], { unique: true })
@Index('identities_user_id', ['userId'])
export class IdentityEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ name: 'user_id', type: 'varchar', length: 36 })
  userId!: string;

  @Column({ type: 'varchar', length: 32 })
  provider!: string;

  @Column({ type: 'varchar', length: 255 })
  issuer!: string;

  @Column({ type: 'varchar', length: 255 })
  subject!: string;

  @Column({ type: 'varchar', length: 254, nullable: true })
  email!: string | null;

  @Column({ ...epochMilliseconds, name: 'created_at' })
  createdAt!: number;

  @Column({ ...epochMilliseconds, name: 'last_used_at' })
  lastUsedAt!: number;
}

/** An identity that its owner unlinked, which no address links again. */
@Entity('unlinked_identities')
export class UnlinkedIdentityEntity {
  /** SHA-256 of issuer and subject. */
  @PrimaryColumn({ type: 'varchar', length: 43 })
  digest!: string;

  @Column({ name: 'user_id', type: 'varchar', length: 36 })
  userId!: string;

  @Column({ ...epochMilliseconds, name: 'unlinked_at' })
  unlinkedAt!: number;
}
