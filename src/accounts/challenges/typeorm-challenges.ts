import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../../database/database-session.js';
import type { Parameter } from '../../database/database-session.js';
import { Table } from '../../database/table.js';
import { type Challenge, Challenges } from './challenge.js';
import { MailChallengeEntity } from './mail-challenge.entity.js';

const challenges = new Table(MailChallengeEntity);

@Injectable()
export class TypeOrmChallenges extends Challenges {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  /** A mail is taken up by one process at a time, so that no other one inserts the row meanwhile. */
  async put(challenge: Challenge): Promise<void> {
    const { id, tokenDigest, codeDigest, expiresAt } = challenge;
    const [known] = await this.session.select('SELECT id FROM mail_challenges WHERE id = ?', [id]);
    if (known === undefined) {
      await this.session.execute(...challenges.insert([{ ...challenge }]));
      return;
    }
    await this.session.execute(
      `UPDATE mail_challenges SET token_digest = ?, code_digest = ?, expires_at = ?
       WHERE id = ? AND used_at IS NULL`,
      [tokenDigest, codeDigest, expiresAt, id],
    );
  }

  async remove(id: string): Promise<void> {
    await this.session.execute('DELETE FROM mail_challenges WHERE id = ? AND used_at IS NULL', [
      id,
    ]);
  }

  async earlierLive({ id, purpose, addressKey }: Challenge, now: number): Promise<number> {
    const [row] = await this.session.select<{ readonly count: number | string }>(
      `SELECT COUNT(*) AS count FROM mail_challenges
       WHERE address_key = ? AND expires_at > ? AND purpose = ? AND used_at IS NULL AND id < ?`,
      [addressKey, now, purpose, id],
    );
    return Number(row?.count ?? 0);
  }

  async byToken(tokenDigest: string): Promise<Challenge | null> {
    return this.find('token_digest', tokenDigest);
  }

  async byRequest(requestDigest: string): Promise<Challenge | null> {
    return this.find('request_digest', requestDigest);
  }

  async countGuess(requestDigest: string, most: number, now: number): Promise<boolean> {
    const counted = await this.session.execute(
      `UPDATE mail_challenges SET guesses = guesses + 1
       WHERE request_digest = ? AND guesses < ? AND used_at IS NULL AND expires_at > ?`,
      [requestDigest, most, now],
    );
    return counted === 1;
  }

  async use(id: string, usedBy: string, now: number): Promise<boolean> {
    const used = await this.session.execute(
      `UPDATE mail_challenges SET used_at = ?, used_by = ?
       WHERE id = ? AND used_at IS NULL AND expires_at > ?`,
      [now, usedBy, id, now],
    );
    return used === 1;
  }

  async withdrawOthers({ id, purpose, addressKey }: Challenge): Promise<void> {
    await this.session.execute(
      'DELETE FROM mail_challenges WHERE address_key = ? AND purpose = ? AND id <> ?',
      [addressKey, purpose, id],
    );
  }

  private async find(
    column: 'token_digest' | 'request_digest',
    value: Parameter,
  ): Promise<Challenge | null> {
    const sql = `SELECT ${challenges.columns} FROM mail_challenges WHERE ${column} = ?`;
    const [row] = await this.session.select<MailChallengeEntity>(sql, [value]);
    return row === undefined ? null : (challenges.read(row) as Challenge);
  }
}
