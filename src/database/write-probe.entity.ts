import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from './epoch-milliseconds.js';

/** The last time that a process found the database writable. */
@Entity('write_probes')
export class WriteProbeEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ ...epochMilliseconds, name: 'written_at' })
  writtenAt!: number;
}
