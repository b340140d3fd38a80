import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../../database/database-session.js';
import { Table } from '../../database/table.js';
import { RecoveryCodeEntity } from './recovery-code.entity.js';
import { digestOf, RecoveryCodes, type RecoveryOutcome } from './recovery-codes.js';

const table = new Table(RecoveryCodeEntity);

@Injectable()
export class TypeOrmRecoveryCodes extends RecoveryCodes {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async replace(userId: string, codes: readonly string[]): Promise<void> {
    await this.forgetAllOf(userId);
    const rows = codes.map((code) => ({ userId, digest: digestOf(code), usedAt: null }));
    await this.session.execute(...table.insert(rows));
  }

  async use(userId: string, code: string, now: number): Promise<RecoveryOutcome> {
    const digest = digestOf(code);
    const used = await this.session.execute(
      'UPDATE recovery_codes SET used_at = ? WHERE user_id = ? AND digest = ? AND used_at IS NULL',
      [now, userId, digest],
    );
    if (used === 1) return 'right';
    const known = await this.session.select(
      'SELECT digest FROM recovery_codes WHERE user_id = ? AND digest = ?',
      [userId, digest],
    );
    return known.length > 0 ? 'used-code' : 'wrong-code';
  }

  async left(userId: string): Promise<number> {
    const rows = await this.session.select(
      'SELECT digest FROM recovery_codes WHERE user_id = ? AND used_at IS NULL',
      [userId],
    );
    return rows.length;
  }

  async forgetAllOf(userId: string): Promise<void> {
    await this.session.execute('DELETE FROM recovery_codes WHERE user_id = ?', [userId]);
  }
}
