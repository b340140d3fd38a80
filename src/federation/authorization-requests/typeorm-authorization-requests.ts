import { Injectable } from '@nestjs/common';
import { DatabaseSession } from '../../database/database-session.js';
import { violatedIndex } from '../../database/failure.js';
import { Table } from '../../database/table.js';
import {
  AuthorizationRequestEntity,
  UsedAuthorizationCodeEntity,
} from './authorization-request.entity.js';
import {
  type StartedAuthorization,
  AuthorizationRequests,
  digest,
  UsedAuthorizationCodes,
} from './authorization-requests.js';

const requests = new Table(AuthorizationRequestEntity, ['stateDigest']);
const codes = new Table(UsedAuthorizationCodeEntity);

@Injectable()
export class TypeOrmAuthorizationRequests extends AuthorizationRequests {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async keep(state: string, request: StartedAuthorization): Promise<void> {
    const fromBrowser = request.fromBrowser ? 1 : 0;
    const row = { ...request, stateDigest: digest(state), fromBrowser };
    await this.session.execute(...requests.insert([row]));
  }

  /** Of those who ask at once, the one that deletes the row gets it. */
  async take(state: string): Promise<StartedAuthorization | null> {
    const key = digest(state);
    const [stored] = await this.session.select<AuthorizationRequestEntity>(
      `SELECT ${requests.columns} FROM authorization_requests WHERE state_digest = ?`,
      [key],
    );
    if (stored === undefined) return null;
    const taken = await this.session.execute(
      'DELETE FROM authorization_requests WHERE state_digest = ?',
      [key],
    );
    if (taken !== 1) return null;
    const { provider, redirectUri, browserDigest, fromBrowser, expiresAt } = requests.read(stored);
    return { provider, redirectUri, browserDigest, fromBrowser: fromBrowser === 1, expiresAt };
  }
}

/** The primary key decides who was first. */
@Injectable()
export class TypeOrmUsedAuthorizationCodes extends UsedAuthorizationCodes {
  constructor(private readonly session: DatabaseSession) {
    super();
  }

  async use(provider: string, code: string, now: number): Promise<boolean> {
    try {
      const row = { codeDigest: digest(provider, code), usedAt: now };
      await this.session.execute(...codes.insert([row]));
      return true;
    } catch (error) {
      if (violatedIndex(error) !== null) return false;
      throw error;
    }
  }
}
