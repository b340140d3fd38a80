import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../../database/epoch-milliseconds.js';

/** A user whose personal fields are to leave the trail. */
@Entity('due_erasures')
@Index('due_erasures_due_at', ['dueAt'])
export class DueErasureEntity {
  @PrimaryColumn({ name: 'user_id', type: 'varchar', length: 36 })
  userId!: string;

  /** Later than now while a process is at it. */
  @Column({ ...epochMilliseconds, name: 'due_at' })
  dueAt!: number;
}
