import { Injectable } from '@nestjs/common';
import { DatabaseSession, type Parameter } from '../database/database-session.js';
import { violatedIndex } from '../database/failure.js';
import { Table } from '../database/table.js';
import { ProvisionedUserEntity } from './provisioned-user.entity.js';
import { type ProvisionedUser, ProvisionedUsers } from './provisioned-users.js';

const provisioned = new Table(ProvisionedUserEntity);

@Injectable()
export class TypeOrmProvisionedUsers extends ProvisionedUsers {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async find(clientId: string, userId: string): Promise<ProvisionedUser | null> {
    const [found] = await this.findSeveral(clientId, [userId]);
    return found ?? null;
  }

  async findSeveral(
    clientId: string,
    userIds: readonly string[],
  ): Promise<readonly ProvisionedUser[]> {
    if (userIds.length === 0) return [];
    const ids = userIds.map(() => '?').join(', ');
    return this.select(`client_id = ? AND user_id IN (${ids})`, [clientId, ...userIds]);
  }

  async findByExternalId(clientId: string, externalId: string): Promise<ProvisionedUser | null> {
    const where = 'client_id = ? AND external_id = ?';
    const [found] = await this.select(where, [clientId, externalId]);
    return found ?? null;
  }

  async put(row: ProvisionedUser): Promise<'put' | 'external-id-taken'> {
    const { clientId, userId, externalId, name } = row;
    const known = (await this.find(clientId, userId)) !== null;
    const [assignments, values] = provisioned.assignments({ externalId, name });
    const update = `UPDATE provisioned_users SET ${assignments} WHERE client_id = ? AND user_id = ?`;
    try {
      if (known) await this.session.execute(update, [...values, clientId, userId]);
      else await this.session.execute(...provisioned.insert([row]));
      return 'put';
    } catch (error) {
      if (violatedIndex(error) !== 'provisioned_users_client_id_external_id') throw error;
      return 'external-id-taken';
    }
  }

  async ofUser(userId: string): Promise<readonly ProvisionedUser[]> {
    return this.select('user_id = ?', [userId]);
  }

  async forgetAllOf(userId: string): Promise<void> {
    await this.session.execute('DELETE FROM provisioned_users WHERE user_id = ?', [userId]);
  }

  private async select(where: string, parameters: readonly Parameter[]) {
    const rows = await this.session.select<ProvisionedUser>(
      `SELECT ${provisioned.columns} FROM provisioned_users WHERE ${where}`,
      parameters,
    );
    return rows.map((row) => provisioned.read(row));
  }
}
