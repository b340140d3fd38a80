import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../database/database-session.js';
import { violatedIndex } from '../database/unique-violation.js';
import { CodeClaims } from './code-claims.js';
import { digest } from './digest.js';

/** The primary key decides who was first. */
@Injectable()
export class TypeOrmCodeClaims extends CodeClaims {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async claim(provider: string, code: string, now: number): Promise<boolean> {
    try {
      await this.session.execute(
        'INSERT INTO code_claims (code_digest, claimed_at) VALUES (?, ?)',
        [digest(provider, code), now],
      );
      return true;
    } catch (error) {
      if (violatedIndex(error) !== null) return false;
      throw error;
    }
  }
}
