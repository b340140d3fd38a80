import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { AuditTrail } from '../audit/audit-trail.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { Clock } from '../clock/clock.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { WebhookDeliveries, type WebhookDelivery } from './webhook-deliveries.js';
import { WebhookEnding } from './webhook-ending.js';
import { MOST_ENDPOINTS, type WebhookEndpoint, WebhookEndpoints } from './webhook-endpoints.js';
import { WebhookSecrets } from './webhook-secrets.js';
import type { SignatureKind } from './webhook-signature.js';
import { type TargetFault, WebhookTargets } from './webhook-targets.js';

/** Milliseconds for which the secret before signs as well. */
export const OVERLAP = 86_400_000;

/** What an operator says of a new webhook. */
export interface NewWebhook {
  readonly url: string;
  readonly description: string;
  /** None: all. */
  readonly kinds: readonly string[];
  readonly algorithm: SignatureKind;
}

/** What a receiver verifies with, told once where it is a secret. */
export interface ToldKey {
  readonly id: string;
  readonly key: string;
}

/** A webhook with the public keys that it is verified by, none where the secret is shared. */
export interface ShownWebhook {
  readonly endpoint: WebhookEndpoint;
  readonly publicKeys: readonly string[];
}

/** Makes webhooks and their secrets, and shuts them. */
@Injectable()
export class WebhookAdministration {
  constructor(
    private readonly endpoints: WebhookEndpoints,
    private readonly deliveries: WebhookDeliveries,
    private readonly targets: WebhookTargets,
    private readonly secrets: WebhookSecrets,
    private readonly ending: WebhookEnding,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async create(webhook: NewWebhook, origin: EventOrigin): Promise<ToldKey | TargetFault | 'full'> {
    const fault = await this.targets.faultOf(webhook.url);
    if (fault !== null) return fault;
    if ((await this.endpoints.list()).length >= MOST_ENDPOINTS) return 'full';
    const id = uuidv7();
    const { sealed, told } = this.secrets.make(webhook.algorithm, id);
    await this.unitOfWork.run(async () => {
      await this.endpoints.add({
        ...webhook,
        id,
        url: new URL(webhook.url).href,
        secret: sealed,
        previousSecret: null,
        previousUntil: 0,
        createdAt: this.clock.now(),
        disabledAt: null,
        disabledReason: null,
        lastSuccessAt: null,
        restsUntil: 0,
      });
      await this.audit.record(origin, { type: 'webhook-created', webhookId: id });
    });
    return { id, key: told };
  }

  async list(): Promise<readonly ShownWebhook[]> {
    return (await this.endpoints.list()).map((endpoint) => this.shown(endpoint));
  }

  async find(id: string): Promise<ShownWebhook | null> {
    const endpoint = await this.endpoints.find(id);
    return endpoint === null ? null : this.shown(endpoint);
  }

  /**
   * Gives a webhook another secret. The one before signs as well for a day, so that the receiver
   * may change in its own time, or `now` no more. Null where there is no such webhook.
   */
  async rotateSecret(
    id: string,
    { now }: { readonly now: boolean },
    origin: EventOrigin,
  ): Promise<ToldKey | null> {
    const endpoint = await this.endpoints.find(id);
    if (endpoint === null) return null;
    const { sealed, told } = this.secrets.make(endpoint.algorithm, id);
    const until = now ? 0 : this.clock.now() + OVERLAP;
    await this.unitOfWork.run(async () => {
      if (!(await this.endpoints.putSecret(endpoint, sealed, until))) {
        throw new Error('Another command has changed the secret at the same time');
      }
      await this.audit.record(origin, { type: 'webhook-secret-rotated', webhookId: id });
    });
    return { id, key: told };
  }

  /** False where it is not disabled, or not there. */
  enable(id: string, origin: EventOrigin): Promise<boolean> {
    return this.unitOfWork.run(async () => {
      if (!(await this.endpoints.enable(id))) return false;
      await this.audit.record(origin, { type: 'webhook-enabled', webhookId: id });
      return true;
    });
  }

  /** False where it is disabled already, or not there. */
  disable(id: string, origin: EventOrigin): Promise<boolean> {
    return this.ending.end(id, 'operator', origin);
  }

  /** With all that is known of its deliveries; false where it is not there. */
  async delete(id: string, origin: EventOrigin): Promise<boolean> {
    const removed = await this.unitOfWork.run(async () => {
      if (!(await this.endpoints.remove(id))) return false;
      await this.audit.record(origin, { type: 'webhook-deleted', webhookId: id });
      return true;
    });
    if (removed) await this.deliveries.remove(id);
    return removed;
  }

  /** The newest first; null where there is no such webhook. */
  async newestDeliveries(id: string, limit: number): Promise<readonly WebhookDelivery[] | null> {
    if ((await this.endpoints.find(id)) === null) return null;
    return this.deliveries.newest(id, limit);
  }

  private shown(endpoint: WebhookEndpoint): ShownWebhook {
    return { endpoint, publicKeys: this.secrets.publicKeys(endpoint, this.clock.now()) };
  }
}
