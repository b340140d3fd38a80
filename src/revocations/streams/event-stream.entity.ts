import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('event_streams')
export class EventStreamEntity {
  @PrimaryColumn({ name: 'client_id', type: 'varchar', length: 36 })
  clientId!: string;

  /** Pairs of a chain and a number. */
  @Column({ type: 'simple-json' })
  places!: readonly (readonly [string, number])[];

  @Column({ type: 'simple-json' })
  acknowledged!: readonly string[];
}
