import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../database/epoch-milliseconds.js';

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
