import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../database/database-session.js';
import { Administrators } from './administrators.js';
import { ADMINISTRATOR } from './roles.js';

const FENCE = 'administrators';

/** Such a list is short, and the rows of the users say whether it is still right. */
const OTHERS = `SELECT users.id FROM administrators
  JOIN users ON users.id = administrators.user_id
  WHERE administrators.user_id <> ? AND users.disabled_at IS NULL
    AND users.roles LIKE '%"${ADMINISTRATOR}"%' LIMIT 1`;

/** Stays on the list when the role is taken away: the row of the user counts. */
export async function listAdministrator(session: DatabaseSession, userId: string): Promise<void> {
  if (await isListed(session, userId)) return;
  try {
    await session.execute('INSERT INTO administrators (user_id) VALUES (?)', [userId]);
  } catch (error) {
    // Two at once: either of them may write it down.
    if (!(await isListed(session, userId))) throw error;
  }
}

async function isListed(session: DatabaseSession, userId: string): Promise<boolean> {
  const sql = 'SELECT user_id FROM administrators WHERE user_id = ?';
  return (await session.select(sql, [userId])).length > 0;
}

@Injectable()
export class TypeOrmAdministrators extends Administrators {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async hasOthersThan(userId: string): Promise<boolean> {
    return (await this.session.select(OTHERS, [userId])).length > 0;
  }

  async turn(): Promise<number> {
    const sql = 'SELECT version FROM fences WHERE name = ?';
    const [row] = await this.session.select<{ readonly version: number | string }>(sql, [FENCE]);
    if (row === undefined) throw new Error('The fence of the administrators is missing');
    return Number(row.version);
  }

  async takeTurn(seen: number): Promise<boolean> {
    const sql = 'UPDATE fences SET version = version + 1 WHERE name = ? AND version = ?';
    return (await this.session.execute(sql, [FENCE, seen])) === 1;
  }
}
