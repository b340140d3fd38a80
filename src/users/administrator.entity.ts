import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../database/epoch-milliseconds.js';

/** Who was ever given the role; the row of the account says whether it has the role today. */
@Entity('administrators')
export class AdministratorEntity {
  @PrimaryColumn({ name: 'user_id', type: 'varchar', length: 36 })
  userId!: string;
}

/** What changes of one kind take turns at. */
@Entity('fences')
export class FenceEntity {
  @PrimaryColumn({ type: 'varchar', length: 32 })
  name!: string;

  /** Counts the turns. */
  @Column({ ...epochMilliseconds })
  version!: number;
}

/** A name that belonged to an account that was deleted. */
@Entity('retired_names')
export class RetiredNameEntity {
  @PrimaryColumn({ type: 'varchar', length: 43 })
  digest!: string;

  @Column({ ...epochMilliseconds, name: 'retired_at' })
  retiredAt!: number;
}
