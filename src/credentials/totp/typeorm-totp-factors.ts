import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../../database/database-session.js';
import { violatedIndex } from '../../database/failure.js';
import { Table } from '../../database/table.js';
import { TotpEnrolmentEntity, TotpFactorEntity } from './totp-factor.entity.js';
import { type TotpEnrolment, type TotpFactor, TotpFactors } from './totp-factors.js';

const factors = new Table(TotpFactorEntity);
const enrolments = new Table(TotpEnrolmentEntity);

@Injectable()
export class TypeOrmTotpFactors extends TotpFactors {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async ofUser(userId: string): Promise<readonly TotpFactor[]> {
    const rows = await this.session.select<TotpFactorEntity>(
      `SELECT ${factors.columns} FROM totp_factors WHERE user_id = ? ORDER BY created_at, id`,
      [userId],
    );
    return rows.map((row) => factors.read(row));
  }

  async anyOf(userId: string): Promise<boolean> {
    const found = await this.session.select(
      'SELECT id FROM totp_factors WHERE user_id = ? LIMIT 1',
      [userId],
    );
    return found.length > 0;
  }

  async useStep(id: string, step: number, now: number): Promise<boolean> {
    const used = await this.session.execute(
      'UPDATE totp_factors SET last_step = ?, last_used_at = ? WHERE id = ? AND last_step < ?',
      [step, now, id, step],
    );
    return used === 1;
  }

  async rename(userId: string, id: string, name: string): Promise<boolean> {
    const known = await this.session.select(
      'SELECT id FROM totp_factors WHERE id = ? AND user_id = ?',
      [id, userId],
    );
    if (known.length === 0) return false;
    await this.session.execute('UPDATE totp_factors SET name = ? WHERE id = ? AND user_id = ?', [
      name,
      id,
      userId,
    ]);
    return true;
  }

  async remove(userId: string, id: string): Promise<boolean> {
    const removed = await this.session.execute(
      'DELETE FROM totp_factors WHERE id = ? AND user_id = ?',
      [id, userId],
    );
    return removed === 1;
  }

  async begin(enrolment: TotpEnrolment): Promise<void> {
    const { id, name, sealedSecret, expiresAt, userId } = enrolment;
    const [assignments, values] = enrolments.assignments({ id, name, sealedSecret, expiresAt });
    const replaced = await this.session.execute(
      `UPDATE totp_enrolments SET ${assignments} WHERE user_id = ?`,
      [...values, userId],
    );
    if (replaced === 1) return;
    try {
      await this.session.execute(...enrolments.insert([enrolment]));
    } catch (error) {
      // Another request began one at the same time: the later one counts.
      if (violatedIndex(error) === null) throw error;
      await this.begin(enrolment);
    }
  }

  async enrolment(userId: string): Promise<TotpEnrolment | null> {
    const [row] = await this.session.select<TotpEnrolmentEntity>(
      `SELECT ${enrolments.columns} FROM totp_enrolments WHERE user_id = ?`,
      [userId],
    );
    return row === undefined ? null : enrolments.read(row);
  }

  async complete(enrolment: TotpEnrolment, step: number, now: number): Promise<boolean> {
    const { id, userId, name, sealedSecret } = enrolment;
    const taken = await this.session.execute(
      'DELETE FROM totp_enrolments WHERE user_id = ? AND id = ?',
      [userId, id],
    );
    if (taken !== 1) return false;
    const row = { id, userId, name, sealedSecret, lastStep: step, createdAt: now, lastUsedAt: now };
    await this.session.execute(...factors.insert([row]));
    return true;
  }

  async forgetAllOf(userId: string): Promise<void> {
    await this.session.execute('DELETE FROM totp_factors WHERE user_id = ?', [userId]);
    await this.session.execute('DELETE FROM totp_enrolments WHERE user_id = ?', [userId]);
  }
}
