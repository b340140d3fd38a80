import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../database/database-session.js';
import { violatedIndex } from '../database/unique-violation.js';
import { Identities } from './identities.js';
import type { Identity } from './identity.js';
import { columnsOf, IDENTITY_COLUMNS, identityOf, type IdentityRow } from './identity-row.js';

const SELECT = `SELECT ${IDENTITY_COLUMNS} FROM identities`;

@Injectable()
export class TypeOrmIdentities extends Identities {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async find(issuer: string, subject: string): Promise<Identity | null> {
    const [row] = await this.session.select<IdentityRow>(
      `${SELECT} WHERE issuer = ? AND subject = ?`,
      [issuer, subject],
    );
    return row === undefined ? null : identityOf(row);
  }

  async add(identity: Identity): Promise<boolean> {
    try {
      await this.session.execute(
        `INSERT INTO identities (${IDENTITY_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        columnsOf(identity),
      );
      await this.forgetUnlinked(identity);
      return true;
    } catch (error) {
      if (violatedIndex(error) === 'identities_issuer_subject') return false;
      throw error;
    }
  }

  async ofUser(userId: string): Promise<readonly Identity[]> {
    const rows = await this.session.select<IdentityRow>(
      `${SELECT} WHERE user_id = ? ORDER BY created_at, id`,
      [userId],
    );
    return rows.map(identityOf);
  }

  /** An update locks rows on every dialect, which FOR UPDATE does not. */
  async holdAllOf(userId: string): Promise<readonly Identity[]> {
    await this.session.execute('UPDATE identities SET user_id = ? WHERE user_id = ?', [
      userId,
      userId,
    ]);
    return this.ofUser(userId);
  }

  async unlink(identity: Identity, now: number): Promise<void> {
    await this.session.execute('DELETE FROM identities WHERE id = ?', [identity.id]);
    await this.forgetUnlinked(identity);
    await this.session.execute(
      'INSERT INTO unlinked_identities (digest, user_id, unlinked_at) VALUES (?, ?, ?)',
      [digestOf(identity), identity.userId, now],
    );
  }

  async wasUnlinked(userId: string, issuer: string, subject: string): Promise<boolean> {
    const found = await this.session.select(
      'SELECT digest FROM unlinked_identities WHERE digest = ? AND user_id = ?',
      [digestOf({ issuer, subject }), userId],
    );
    return found.length > 0;
  }

  async noteUse(id: string, email: string | null, now: number): Promise<void> {
    await this.session.execute('UPDATE identities SET email = ?, last_used_at = ? WHERE id = ?', [
      email,
      now,
      id,
    ]);
  }

  private async forgetUnlinked(identity: Identity): Promise<void> {
    await this.session.execute('DELETE FROM unlinked_identities WHERE digest = ?', [
      digestOf(identity),
    ]);
  }
}

/** One for each person at each provider; the issuer's length keeps the two parts apart. */
const digestOf = ({ issuer, subject }: Pick<Identity, 'issuer' | 'subject'>): string =>
  createHash('sha256').update(`${issuer.length}:${issuer}${subject}`).digest('base64url');
