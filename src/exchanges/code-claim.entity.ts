import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../database/epoch-milliseconds.js';

/** A code that was shown to its provider, by its digest. */
@Entity('code_claims')
@Index('code_claims_claimed_at', ['claimedAt'])
export class CodeClaimEntity {
  @PrimaryColumn({ name: 'code_digest', type: 'varchar', length: 43 })
  codeDigest!: string;

  @Column({ ...epochMilliseconds, name: 'claimed_at' })
  claimedAt!: number;
}
