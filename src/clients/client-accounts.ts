import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import type { EventOrigin } from '../audit/event-origin.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { RevocationIndex } from '../token-store/revocation-index.js';
import { RevocationLog } from '../token-store/revocation-log.js';
import { type ClientAccount, Clients } from './clients.js';
import { newSecret } from './secret-digest.js';

/** What the operator says of a new service account. */
export interface NewClient {
  readonly name: string;
  readonly audiences: readonly string[];
  readonly scopes: readonly string[];
}

/** A secret that is told once. */
export interface ToldSecret {
  /** Of the client. */
  readonly id: string;
  readonly secretId: string;
  readonly secret: string;
}

const DAY = 86_400_000;

/** Makes service accounts and their secrets, and shuts them. */
@Injectable()
export class ClientAccounts {
  constructor(
    private readonly clients: Clients,
    private readonly revocations: RevocationLog,
    private readonly index: RevocationIndex,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  list(): Promise<readonly ClientAccount[]> {
    return this.clients.list();
  }

  /** Null when another client has the name. */
  async create(client: NewClient, origin: EventOrigin): Promise<ToldSecret | null> {
    const createdAt = this.clock.now();
    const id = uuidv7();
    const { secret, kept } = newSecret(createdAt, null);
    const added = await this.clients.add({ ...client, id, createdAt, disabledAt: null }, kept);
    if (!added) return null;
    await this.audit.record(origin, { type: 'client-created', clientId: id });
    return { id, secretId: kept.id, secret };
  }

  /** Ends its tokens too, and lets no secret of it in; false when no client has the id. */
  async disable(id: string, origin: EventOrigin): Promise<boolean> {
    if (!(await this.clients.setDisabledAt(id, this.clock.now()))) return false;
    // After that: a request that was let in before has its token by now, or finds the client disabled.
    const revokedAt = this.clock.now();
    const made = { kind: 'client', subject: id, reason: 'client-disabled', revokedAt } as const;
    await this.revocations.append([made]);
    await this.index.announce([made]);
    await this.audit.record(origin, { type: 'client-disabled', clientId: id });
    return true;
  }

  /** False when no client has the id. */
  async enable(id: string, origin: EventOrigin): Promise<boolean> {
    if (!(await this.clients.setDisabledAt(id, null))) return false;
    await this.audit.record(origin, { type: 'client-enabled', clientId: id });
    return true;
  }

  /** @param days until it expires; null: it does not */
  async addSecret(
    id: string,
    days: number | null,
    origin: EventOrigin,
  ): Promise<ToldSecret | 'unknown-client' | 'two-already'> {
    if ((await this.clients.find(id)) === null) return 'unknown-client';
    const now = this.clock.now();
    const { secret, kept } = newSecret(now, days === null ? null : now + days * DAY);
    if (!(await this.clients.addSecret(id, kept))) return 'two-already';
    await this.audit.record(origin, {
      type: 'client-secret-added',
      clientId: id,
      secretId: kept.id,
    });
    return { id, secretId: kept.id, secret };
  }

  /** False when the client has no such secret. */
  async removeSecret(id: string, secretId: string, origin: EventOrigin): Promise<boolean> {
    if (!(await this.clients.removeSecret(id, secretId))) return false;
    await this.audit.record(origin, { type: 'client-secret-removed', clientId: id, secretId });
    return true;
  }
}
