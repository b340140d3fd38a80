import { Column, Entity, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../database/epoch-milliseconds.js';

@Entity('clients')
export class ClientEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 64 })
  name!: string;

  @Column({ type: 'simple-json' })
  audiences!: readonly string[];

  @Column({ type: 'simple-json' })
  scopes!: readonly string[];

  @Column({ ...epochMilliseconds, name: 'created_at' })
  createdAt!: number;

  @Column({ ...epochMilliseconds, name: 'disabled_at', nullable: true })
  disabledAt!: number | null;
}

/** Whose name it is. */
@Entity('client_names')
export class ClientNameEntity {
  @PrimaryColumn({ type: 'varchar', length: 64 })
  name!: string;

  @Column({ name: 'client_id', type: 'varchar', length: 36 })
  clientId!: string;
}

/** A secret in one of the places that a client has for them. */
@Entity('client_secrets')
export class ClientSecretEntity {
  @PrimaryColumn({ name: 'client_id', type: 'varchar', length: 36 })
  clientId!: string;

  @PrimaryColumn({ type: 'int' })
  slot!: number;

  @Column({ type: 'varchar', length: 16 })
  id!: string;

  @Column({ type: 'varchar', length: 43 })
  digest!: string;

  @Column({ ...epochMilliseconds, name: 'created_at' })
  createdAt!: number;

  @Column({ ...epochMilliseconds, name: 'expires_at', nullable: true })
  expiresAt!: number | null;

  @Column({ ...epochMilliseconds, name: 'last_used_at', nullable: true })
  lastUsedAt!: number | null;
}
