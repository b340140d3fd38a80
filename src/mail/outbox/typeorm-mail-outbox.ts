import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../../database/database-session.js';
import { Table } from '../../database/table.js';
import { MailEntity } from './mail.entity.js';
import { type MailBacklog, MailOutbox } from './mail-outbox.js';
import type { QueuedMail } from './queued-mail.js';

const mails = new Table(MailEntity);

@Injectable()
export class TypeOrmMailOutbox extends MailOutbox {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  /** Counted first, in a statement of its own: a condition would lock what it counts. */
  async put(mail: QueuedMail, most: number): Promise<boolean> {
    const sql = 'SELECT COUNT(*) AS count FROM (SELECT id FROM mails LIMIT ?) AS waiting';
    const [row] = await this.session.select<{ readonly count: number | string }>(sql, [most]);
    if (Number(row?.count ?? 0) >= most) return false;
    await this.session.execute(...mails.insert([mail]));
    return true;
  }

  async due(now: number, limit: number): Promise<readonly QueuedMail[]> {
    const rows = await this.session.select<MailEntity>(
      `SELECT ${mails.columns} FROM mails WHERE due_at <= ? ORDER BY due_at LIMIT ?`,
      [now, limit],
    );
    return rows.map((row) => mails.read(row));
  }

  async claim(mail: QueuedMail, until: number): Promise<QueuedMail | null> {
    const claimed = await this.session.execute(
      'UPDATE mails SET due_at = ?, attempts = attempts + 1 WHERE id = ? AND attempts = ? AND due_at = ?',
      [until, mail.id, mail.attempts, mail.dueAt],
    );
    return claimed === 1 ? { ...mail, dueAt: until, attempts: mail.attempts + 1 } : null;
  }

  async postpone({ id, attempts }: QueuedMail, dueAt: number): Promise<void> {
    await this.session.execute('UPDATE mails SET due_at = ? WHERE id = ? AND attempts = ?', [
      dueAt,
      id,
      attempts,
    ]);
  }

  async remove({ id, attempts }: QueuedMail): Promise<void> {
    await this.session.execute('DELETE FROM mails WHERE id = ? AND attempts = ?', [id, attempts]);
  }

  async backlog(): Promise<MailBacklog> {
    const [row] = await this.session.select<{
      waiting: number | string;
      oldest: number | string | null;
    }>('SELECT COUNT(*) AS waiting, MIN(queued_at) AS oldest FROM mails', []);
    const oldest = row?.oldest ?? null;
    return { waiting: Number(row?.waiting ?? 0), oldest: oldest === null ? null : Number(oldest) };
  }
}
