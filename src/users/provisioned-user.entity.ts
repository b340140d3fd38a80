import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { PersonName } from './person-name.js';

/** What a service says of a user that it provisions; indexes are called as `violatedIndex` asks. */
@Entity('provisioned_users')
@Index('provisioned_users_client_id_external_id', ['clientId', 'externalId'], { unique: true })
@Index('provisioned_users_user_id', ['userId'])
export class ProvisionedUserEntity {
  @PrimaryColumn({ name: 'client_id', type: 'varchar', length: 36 })
  clientId!: string;

  @PrimaryColumn({ name: 'user_id', type: 'varchar', length: 36 })
  userId!: string;

  @Column({ name: 'external_id', type: 'varchar', length: 255, nullable: true })
  externalId!: string | null;

  @Column({ type: 'simple-json' })
  name!: PersonName;
}
