import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../database/epoch-milliseconds.js';

/** How the chain of a process that is gone came to its end. */
export type ChainEnding = 'closed' | 'abandoned';

/**
 * What is known of a chain. Only the stub is sealed: the rest tells processes of one another, and
 * what was altered is found by checkpoints.
 */
@Entity('audit_chains')
@Index('audit_chains_seen_at', ['seenAt'])
export class AuditChainEntity {
  @PrimaryColumn({ type: 'varchar', length: 22 })
  id!: string;

  @Column({ ...epochMilliseconds, name: 'begun_at' })
  begunAt!: number;

  /** When its process was last there. */
  @Column({ ...epochMilliseconds, name: 'seen_at' })
  seenAt!: number;

  /** The number of its last event, and the seal there, when its process was last there. */
  @Column(epochMilliseconds)
  head!: number;

  @Column({ type: 'varchar', length: 52 })
  mac!: string;

  @Column({ type: 'varchar', length: 16, nullable: true })
  ended!: ChainEnding | null;

  /** Up to which number its events were deleted for their age, and the seal there. */
  @Column(epochMilliseconds)
  swept!: number;

  @Column({ name: 'swept_mac', type: 'varchar', length: 52 })
  sweptMac!: string;

  /** The seal on that; empty where nothing was swept. */
  @Column({ type: 'varchar', length: 52 })
  stub!: string;
}
