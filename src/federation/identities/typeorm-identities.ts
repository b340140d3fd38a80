import { createHash } from 'node:crypto';
import { Table } from '../../database/table.js';
import { IdentityEntity } from './identity.entity.js';
import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../../database/database-session.js';
import { violatedIndex } from '../../database/failure.js';
import { type Identity, Identities } from './identities.js';
import { marks } from '../../database/many-rows.js';

const identities = new Table(IdentityEntity);

@Injectable()
export class TypeOrmIdentities extends Identities {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async find(issuer: string, subject: string): Promise<Identity | null> {
    const [found] = await this.select('WHERE issuer = ? AND subject = ?', [issuer, subject]);
    return found ?? null;
  }

  async add(identity: Identity): Promise<boolean> {
    try {
      await this.session.execute(...identities.insert([identity]));
      await this.forgetUnlinked([identity]);
      return true;
    } catch (error) {
      if (violatedIndex(error) === 'identities_issuer_subject') return false;
      throw error;
    }
  }

  async ofUser(userId: string): Promise<readonly Identity[]> {
    return this.select('WHERE user_id = ? ORDER BY created_at, id', [userId]);
  }

  async ofUsers(userIds: readonly string[]): Promise<readonly Identity[]> {
    if (userIds.length === 0) return [];
    const where = `WHERE user_id IN (${marks(userIds)}) ORDER BY created_at, id`;
    return this.select(where, userIds);
  }

  async clashing(some: readonly Identity[]): Promise<readonly Identity[]> {
    if (some.length === 0) return [];
    const ids = some.map(({ id }) => id);
    const pairs = some.map(() => '(issuer = ? AND subject = ?)').join(' OR ');
    const persons = some.flatMap(({ issuer, subject }) => [issuer, subject]);
    return [
      ...(await this.select(`WHERE id IN (${marks(ids)})`, ids)),
      ...(await this.select(`WHERE ${pairs}`, persons)),
    ];
  }

  async addAll(some: readonly Identity[]): Promise<boolean> {
    if (some.length === 0) return true;
    try {
      await this.session.execute(...identities.insert(some));
      await this.forgetUnlinked(some);
      return true;
    } catch (error) {
      if (violatedIndex(error) !== null) return false;
      throw error;
    }
  }

  async unlink(identity: Identity, now: number): Promise<void> {
    await this.session.execute('DELETE FROM identities WHERE id = ?', [identity.id]);
    await this.forgetUnlinked([identity]);
    await this.session.execute(
      'INSERT INTO unlinked_identities (digest, user_id, unlinked_at) VALUES (?, ?, ?)',
      [digestOf(identity), identity.userId, now],
    );
  }

  async forgetAllOf(userId: string): Promise<void> {
    await this.session.execute('DELETE FROM identities WHERE user_id = ?', [userId]);
  }

  async wasUnlinked(userId: string, issuer: string, subject: string): Promise<boolean> {
    const found = await this.session.select(
      'SELECT digest FROM unlinked_identities WHERE digest = ? AND user_id = ?',
      [digestOf({ issuer, subject }), userId],
    );
    return found.length > 0;
  }

  async noteUse(id: string, email: string | null, now: number): Promise<boolean> {
    const sql = 'UPDATE identities SET email = ?, last_used_at = ? WHERE id = ?';
    return (await this.session.execute(sql, [email, now, id])) === 1;
  }

  private async select(where: string, parameters: readonly string[]): Promise<readonly Identity[]> {
    const sql = `SELECT ${identities.columns} FROM identities ${where}`;
    const rows = await this.session.select<Identity>(sql, parameters);
    return rows.map((row) => identities.read(row));
  }

  private async forgetUnlinked(some: readonly Identity[]): Promise<void> {
    const digests = some.map(digestOf);
    await this.session.execute(
      `DELETE FROM unlinked_identities WHERE digest IN (${marks(digests)})`,
      digests,
    );
  }
}

/** One for each person at each provider; the issuer's length keeps the two parts apart. */
const digestOf = ({ issuer, subject }: Pick<Identity, 'issuer' | 'subject'>): string =>
  createHash('sha256').update(`${issuer.length}:${issuer}${subject}`).digest('base64url');
