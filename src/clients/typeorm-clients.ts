import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../database/database-session.js';
import { Table } from '../database/table.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { ClientEntity, ClientNameEntity, ClientSecretEntity } from './client.entity.js';
import {
  type Client,
  type ClientAccount,
  Clients,
  type ClientSecret,
  MOST_SECRETS,
} from './clients.js';

const clients = new Table(ClientEntity);
const names = new Table(ClientNameEntity);
const secrets = new Table(ClientSecretEntity);

const SECRETS_OF = `SELECT ${secrets.columns} FROM client_secrets`;

@Injectable()
export class TypeOrmClients extends Clients {
  constructor(
    private readonly session: DatabaseSession,
    private readonly unitOfWork: UnitOfWork,
  ) {
    super();
  }

  async find(id: string): Promise<ClientAccount | null> {
    const [[row], kept] = await Promise.all([
      this.session.select<Client>(`SELECT ${clients.columns} FROM clients WHERE id = ?`, [id]),
      this.session.select<ClientSecretEntity>(`${SECRETS_OF} WHERE client_id = ?`, [id]),
    ]);
    return row === undefined ? null : { client: clients.read(row), secrets: kept.map(readSecret) };
  }

  async list(): Promise<readonly ClientAccount[]> {
    const [rows, kept] = await Promise.all([
      this.session.select<Client>(`SELECT ${clients.columns} FROM clients ORDER BY id`, []),
      this.session.select<ClientSecretEntity>(`${SECRETS_OF} ORDER BY client_id, created_at`, []),
    ]);
    return rows.map((row) => ({
      client: clients.read(row),
      secrets: kept.filter(({ clientId }) => clientId === row.id).map(readSecret),
    }));
  }

  async add(client: Client, secret: ClientSecret): Promise<boolean> {
    const { id: clientId, name } = client;
    try {
      await this.unitOfWork.run(async () => {
        await this.session.execute(...names.insert([{ name, clientId }]));
        await this.session.execute(...clients.insert([client]));
        await this.session.execute(...secrets.insert([rowOf(secret, clientId, 0)]));
      });
      return true;
    } catch (error) {
      if (await this.isTaken(name)) return false;
      throw error;
    }
  }

  async setDisabledAt(id: string, disabledAt: number | null): Promise<boolean> {
    const sql = 'UPDATE clients SET disabled_at = ? WHERE id = ?';
    await this.session.execute(sql, [disabledAt, id]);
    // How many rows were met is not the same on every dialect where nothing changes.
    const rows = await this.session.select('SELECT id FROM clients WHERE id = ?', [id]);
    return rows.length === 1;
  }

  async addSecret(clientId: string, secret: ClientSecret): Promise<boolean> {
    await this.session.execute(
      'DELETE FROM client_secrets WHERE client_id = ? AND expires_at <= ?',
      [clientId, secret.createdAt],
    );
    for (let slot = 0; slot < MOST_SECRETS; slot += 1) {
      if (await this.putSecret(clientId, slot, secret)) return true;
    }
    return false;
  }

  async removeSecret(clientId: string, secretId: string): Promise<boolean> {
    const sql = 'DELETE FROM client_secrets WHERE client_id = ? AND id = ?';
    return (await this.session.execute(sql, [clientId, secretId])) === 1;
  }

  async noteUse(clientId: string, secretId: string, usedAt: number): Promise<void> {
    await this.session.execute(
      `UPDATE client_secrets SET last_used_at = ?
       WHERE client_id = ? AND id = ? AND (last_used_at IS NULL OR last_used_at < ?)`,
      [usedAt, clientId, secretId, usedAt],
    );
  }

  /** The primary key decides who has the place. */
  private async putSecret(clientId: string, slot: number, secret: ClientSecret): Promise<boolean> {
    try {
      await this.session.execute(...secrets.insert([rowOf(secret, clientId, slot)]));
      return true;
    } catch (error) {
      const sql = 'SELECT slot FROM client_secrets WHERE client_id = ? AND slot = ?';
      const rows = await this.session.select(sql, [clientId, slot]);
      if (rows.length === 0) throw error;
      return false;
    }
  }

  private async isTaken(name: string): Promise<boolean> {
    const rows = await this.session.select('SELECT name FROM client_names WHERE name = ?', [name]);
    return rows.length === 1;
  }
}

const DIGEST_ENCODING = 'base64url';

const rowOf = (secret: ClientSecret, clientId: string, slot: number): ClientSecretEntity => ({
  ...secret,
  digest: secret.digest.toString(DIGEST_ENCODING),
  clientId,
  slot,
});

function readSecret(row: ClientSecretEntity): ClientSecret {
  const { id, digest, createdAt, expiresAt, lastUsedAt } = secrets.read(row);
  return { id, digest: Buffer.from(digest, DIGEST_ENCODING), createdAt, expiresAt, lastUsedAt };
}
