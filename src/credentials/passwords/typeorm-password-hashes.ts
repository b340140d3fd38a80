import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../../database/database-session.js';
import { PasswordHashes } from './password-hashes.js';

/** In a column of `users` that only this class reads. */
@Injectable()
export class TypeOrmPasswordHashes extends PasswordHashes {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async of(userId: string): Promise<string | null> {
    const [row] = await this.session.select<{ readonly hash: string | null }>(
      'SELECT password_hash AS hash FROM users WHERE id = ?',
      [userId],
    );
    return row?.hash ?? null;
  }

  async add(userId: string, hash: string): Promise<void> {
    await this.session.execute(
      'UPDATE users SET password_hash = ? WHERE id = ? AND password_hash IS NULL',
      [hash, userId],
    );
  }

  async set(userId: string, hash: string): Promise<void> {
    await this.session.execute(
      `UPDATE users SET password_hash = ?, password_version = password_version + 1
       WHERE id = ?`,
      [hash, userId],
    );
  }

  async replace(userId: string, previous: string, next: string): Promise<void> {
    await this.session.execute(
      'UPDATE users SET password_hash = ? WHERE id = ? AND password_hash = ?',
      [next, userId, previous],
    );
  }
}
