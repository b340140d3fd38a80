import { Injectable, Logger } from '@nestjs/common';
import { ConfigurationError } from '../config/configuration-error.js';
import { DatabaseSession } from '../database/database-session.js';
import { Table } from '../database/table.js';
import { KeyStore, type StoredKeys, type TurnKey } from './key-store.js';
import { SealedKeys } from './sealed-keys.js';
import { SigningKeyEntity } from './signing-key.entity.js';

const table = new Table(SigningKeyEntity);

/** Rows that all instances share; the primary key decides who adds a key. */
@Injectable()
export class TypeOrmKeyStore extends KeyStore {
  private readonly log = new Logger(TypeOrmKeyStore.name);
  /** Each row is opened once, or found to be none of ours. */
  private opened: ReadonlyMap<string, TurnKey | null> = new Map();

  constructor(
    private readonly session: DatabaseSession,
    private readonly sealed: SealedKeys,
  ) {
    super();
  }

  async read(): Promise<StoredKeys> {
    const rows = (
      await this.session.select<SigningKeyEntity>(
        `SELECT ${table.columns} FROM signing_keys ORDER BY number`,
        [],
      )
    ).map((row) => table.read(row));
    const opened = new Map(rows.map((row) => [nameOf(row), this.keyIn(row)]));
    this.opened = opened;
    const keys = rows.flatMap((row) => {
      const key = opened.get(nameOf(row)) ?? null;
      return key === null ? [] : [{ ...key, ...timesOf(row) }];
    });
    if (keys.length === 0 && rows.length > 0) {
      throw new ConfigurationError(['SECRETS opens none of the signing keys in the database']);
    }
    return { keys, highest: Math.max(0, ...rows.map(({ number }) => number)) };
  }

  async add(key: TurnKey): Promise<boolean> {
    try {
      await this.session.execute(...table.insert([this.sealed.rowOf(key)]));
      return true;
    } catch (error) {
      const sql = 'SELECT kid FROM signing_keys WHERE number = ?';
      const [row] = await this.session.select<Pick<SigningKeyEntity, 'kid'>>(sql, [key.number]);
      if (row === undefined) throw error;
      // Its own, where nothing but the answer was lost.
      return row.kid === key.key.kid;
    }
  }

  async bringForward({ number }: TurnKey, signsFrom: number): Promise<void> {
    await this.session.execute(
      `UPDATE signing_keys SET signs_from = ?
       WHERE number = ? AND signs_from > ? AND revoked_at IS NULL`,
      [signsFrom, number, signsFrom],
    );
  }

  async revoke(kid: string, revokedAt: number): Promise<void> {
    await this.session.execute(
      'UPDATE signing_keys SET revoked_at = ? WHERE kid = ? AND revoked_at IS NULL',
      [revokedAt, kid],
    );
  }

  async remove({ number }: TurnKey): Promise<void> {
    await this.session.execute('DELETE FROM signing_keys WHERE number = ?', [number]);
  }

  private keyIn(row: SigningKeyEntity): TurnKey | null {
    const known = this.opened.get(nameOf(row));
    if (known !== undefined) return known;
    const key = this.sealed.open(row);
    if (key === null) this.log.error(`SECRETS does not open the signing key ${row.kid}`);
    return key;
  }
}

const nameOf = ({ number, kid, privateKey }: SigningKeyEntity): string =>
  `${number} ${kid} ${privateKey}`;

const timesOf = ({ publishedAt, signsFrom, revokedAt }: SigningKeyEntity) => ({
  publishedAt,
  signsFrom,
  revokedAt,
});
