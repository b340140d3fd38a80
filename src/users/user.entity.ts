import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { epochMilliseconds } from '../database/epoch-milliseconds.js';

/** Text is compared byte by byte on every dialect; the keys are what makes a name unique. */
@Entity('users')
@Index('users_username_key', ['usernameKey'], { unique: true })
@Index('users_email_key', ['emailKey'], { unique: true })
@Index('users_deletion_at', ['deletionAt'])
export class UserEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 128 })
  username!: string;

  @Column({ name: 'username_key', type: 'varchar', length: 128 })
  usernameKey!: string;

  @Column({ type: 'varchar', length: 254, nullable: true })
  email!: string | null;

  @Column({ name: 'email_key', type: 'varchar', length: 254, nullable: true })
  emailKey!: string | null;

  @Column({ name: 'display_name', type: 'varchar', length: 128 })
  displayName!: string;

  @Column({ name: 'password_hash', type: 'varchar', length: 255, nullable: true })
  passwordHash!: string | null;

  @Column({ type: 'simple-json' })
  roles!: readonly string[];

  @Column({ ...epochMilliseconds, name: 'created_at' })
  createdAt!: number;

  @Column({ ...epochMilliseconds, name: 'disabled_at', nullable: true })
  disabledAt!: number | null;

  @Column({ ...epochMilliseconds, name: 'email_verified_at', nullable: true })
  emailVerifiedAt!: number | null;

  @Column({ type: 'int', default: 1 })
  version!: number;

  @Column({ ...epochMilliseconds, name: 'new_password_required_at', nullable: true })
  newPasswordRequiredAt!: number | null;

  @Column({ ...epochMilliseconds, name: 'unlocked_at', nullable: true })
  unlockedAt!: number | null;

  @Column({ name: 'password_version', type: 'int', default: 1 })
  passwordVersion!: number;

  @Column({ ...epochMilliseconds, name: 'deletion_at', nullable: true })
  deletionAt!: number | null;
}
