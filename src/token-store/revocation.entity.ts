import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../database/epoch-milliseconds.js';
import type { RevocationReason, RevokedKind } from './revocation-log.js';

@Entity('revocations')
@Index('revocations_revoked_at', ['revokedAt'])
export class RevocationEntity {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  chain!: string;

  @PrimaryColumn({ type: 'int' })
  seq!: number;

  @Column({ type: 'varchar', length: 16 })
  kind!: RevokedKind;

  @Column({ type: 'varchar', length: 64 })
  subject!: string;

  @Column({ type: 'varchar', length: 32 })
  reason!: RevocationReason;

  @Column({ ...epochMilliseconds, name: 'revoked_at' })
  revokedAt!: number;
}

/** How far the chain of a process goes. */
@Entity('revocation_chains')
@Index('revocation_chains_written_at', ['writtenAt'])
export class RevocationChainEntity {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id!: string;

  @Column({ type: 'int' })
  head!: number;

  @Column({ ...epochMilliseconds, name: 'written_at' })
  writtenAt!: number;
}
