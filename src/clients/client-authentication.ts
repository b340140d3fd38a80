import { Injectable } from '@nestjs/common';
import type { ClientRefusalCause } from '../audit/audit-cause.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { Clock } from '../clock/clock.js';
import { AuthError } from '../errors/auth-error.js';
import { AttemptLimits } from '../limits/attempt-limits.js';
import type { Client, ClientAccount } from './clients.js';
import { KnownClients } from './known-clients.js';
import { presentedSecret } from './secret-digest.js';
import { SecretUse } from './secret-use.js';

/** What a service shows of itself. */
export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

/** Credentials that will not do: they count whether or not it can be written down. */
class Refusal extends AuthError {
  constructor(
    readonly reason: ClientRefusalCause,
    /** Null where no client has the id, which may be a secret in the wrong place. */
    readonly clientId: string | null,
  ) {
    super({ code: 'INVALID_CLIENT' });
  }
}

/** Checks which service asks; every way to fail looks and costs the same. */
@Injectable()
export class ClientAuthentication {
  constructor(
    private readonly clients: KnownClients,
    private readonly uses: SecretUse,
    private readonly limits: AttemptLimits,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /** @throws AuthError INVALID_CLIENT or TOO_MANY_REQUESTS */
  async authenticate(credentials: ClientCredentials, origin: EventOrigin): Promise<Client> {
    try {
      const guess = { client: credentials.id, address: origin.address };
      return await this.limits.clientAuthentication(guess, () => this.check(credentials));
    } catch (error) {
      if (error instanceof Refusal) await this.record(error, origin);
      throw error;
    }
  }

  private async check({ id, secret }: ClientCredentials): Promise<Client> {
    const account = await this.clients.find(id);
    const presented = presentedSecret(account?.secrets ?? [], secret);
    const cause = refusalOf(account, presented, this.clock.now());
    if (account === null || presented === null || cause !== null) {
      throw new Refusal(cause ?? 'unknown-client', account?.client.id ?? null);
    }
    this.uses.note(id, presented);
    return account.client;
  }

  private record({ reason: cause, clientId }: Refusal, origin: EventOrigin): Promise<void> {
    return this.audit.record(origin, { type: 'client-authentication-failed', clientId, cause });
  }
}

function refusalOf(
  account: ClientAccount | null,
  presented: ClientAccount['secrets'][number] | null,
  now: number,
): ClientRefusalCause | null {
  if (account === null) return 'unknown-client';
  if (presented === null) return 'wrong-secret';
  if (presented.expiresAt !== null && presented.expiresAt <= now) return 'expired-secret';
  return account.client.disabledAt === null ? null : 'client-disabled';
}
