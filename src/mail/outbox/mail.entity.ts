import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { MailLanguage } from '../../config/choices.js';
import { epochMilliseconds } from '../../database/epoch-milliseconds.js';
import type { MailKind } from '../mail-kind.js';
import type { MailMatter, MailOrigin } from './queued-mail.js';

/** A mail that waits to be written and sent; nothing in it is secret. */
@Entity('mails')
@Index('mails_due_at', ['dueAt'])
export class MailEntity {
  @PrimaryColumn({ type: 'varchar', length: 36 })
  id!: string;

  @Column({ type: 'varchar', length: 32 })
  kind!: MailKind;

  @Column({ type: 'varchar', length: 2 })
  language!: MailLanguage;

  @Column({ name: 'user_id', type: 'varchar', length: 36, nullable: true })
  userId!: string | null;

  @Column({ type: 'varchar', length: 254, nullable: true })
  address!: string | null;

  @Column({ type: 'simple-json' })
  matter!: MailMatter;

  @Column({ type: 'simple-json' })
  origin!: MailOrigin;

  @Column({ ...epochMilliseconds, name: 'queued_at' })
  queuedAt!: number;

  /** When it may be taken up; later than now while a process is at it. */
  @Column({ ...epochMilliseconds, name: 'due_at' })
  dueAt!: number;

  /** How often it was taken up. */
  @Column({ type: 'int' })
  attempts!: number;
}
