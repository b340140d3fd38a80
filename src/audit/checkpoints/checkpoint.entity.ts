import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../../database/epoch-milliseconds.js';

/** How far the chains went at one moment, under a seal. */
@Entity('audit_checkpoints')
@Index('audit_checkpoints_at', ['at'])
export class CheckpointEntity {
  /** A random id of the process that took it. */
  @PrimaryColumn({ type: 'varchar', length: 22 })
  process!: string;

  /** From 1, without holes. */
  @PrimaryColumn({ type: 'bigint', transformer: epochMilliseconds.transformer })
  seq!: number;

  @Column(epochMilliseconds)
  at!: number;

  /** A line for each chain. */
  @Column({ type: 'text' })
  heads!: string;

  @Column({ type: 'varchar', length: 52 })
  mac!: string;
}
