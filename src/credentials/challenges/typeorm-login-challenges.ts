import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../../database/database-session.js';
import { Table } from '../../database/table.js';
import { LoginChallengeEntity } from './login-challenge.entity.js';
import { ATTEMPTS, type LoginChallenge, LoginChallenges } from './login-challenges.js';

const challenges = new Table(LoginChallengeEntity);

@Injectable()
export class TypeOrmLoginChallenges extends LoginChallenges {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async keep(challenge: LoginChallenge): Promise<void> {
    await this.session.execute(...challenges.insert([{ ...challenge, attempts: 0 }]));
  }

  async find(digest: string, now: number): Promise<LoginChallenge | null> {
    const [row] = await this.session.select<LoginChallengeEntity>(
      `SELECT ${challenges.columns} FROM login_challenges WHERE digest = ? AND expires_at > ?`,
      [digest, now],
    );
    if (row === undefined) return null;
    const { userId, contract, credentials, purpose, passwordVersion, expiresAt } =
      challenges.read(row);
    return { digest, userId, contract, credentials, purpose, passwordVersion, expiresAt };
  }

  async attempt(digest: string, now: number): Promise<boolean> {
    const made = await this.session.execute(
      `UPDATE login_challenges SET attempts = attempts + 1
       WHERE digest = ? AND attempts < ? AND expires_at > ?`,
      [digest, ATTEMPTS, now],
    );
    return made === 1;
  }

  async consume(digest: string): Promise<boolean> {
    const sql = 'DELETE FROM login_challenges WHERE digest = ?';
    return (await this.session.execute(sql, [digest])) === 1;
  }

  async forgetAllOf(userId: string): Promise<void> {
    await this.session.execute('DELETE FROM login_challenges WHERE user_id = ?', [userId]);
  }
}
