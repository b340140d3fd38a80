import { Injectable } from '@nestjs/common';
import { Sealing } from '../tokens/secrets/sealing.js';
import { Secrets } from '../tokens/secrets/secrets.js';
import type { WebhookEndpointEntity } from './webhook-endpoint.entity.js';
import {
  newWebhookSecret,
  type SignatureKind,
  type SignedParts,
  verificationKey,
  webhookSignature,
} from './webhook-signature.js';

/** A new secret, as it is kept and as the receiver needs it. */
export interface MadeSecret {
  readonly sealed: string;
  /** `whsec_…`, or `whpk_…` of a pair, whose private half is told to no person. */
  readonly told: string;
}

type Endpoint = Readonly<
  Pick<WebhookEndpointEntity, 'id' | 'algorithm' | 'secret' | 'previousSecret' | 'previousUntil'>
>;

const placeOf = (endpointId: string): string => `webhook ${endpointId}`;

/** What signs messages; the database holds it sealed, and opens nothing without `SECRETS`. */
@Injectable()
export class WebhookSecrets {
  private readonly sealing: Sealing;

  constructor(secrets: Secrets) {
    this.sealing = new Sealing(secrets, 'webhook secrets at rest');
  }

  make(kind: SignatureKind, endpointId: string): MadeSecret {
    const secret = newWebhookSecret(kind);
    return {
      sealed: this.sealing.seal(secret, placeOf(endpointId)),
      told: verificationKey(kind, secret),
    };
  }

  /** The public keys that count now; none where the secret is shared, or cannot be opened. */
  publicKeys(endpoint: Endpoint, now: number): readonly string[] {
    if (endpoint.algorithm === 'v1') return [];
    return this.live(endpoint, now).map((secret) => verificationKey('v1a', secret));
  }

  /** `webhook-signature`, by every secret that counts now; null where none of them opens. */
  sign(endpoint: Endpoint, parts: SignedParts, now: number): string | null {
    const secrets = this.live(endpoint, now);
    if (secrets.length === 0) return null;
    return secrets.map((each) => webhookSignature(endpoint.algorithm, each, parts)).join(' ');
  }

  private live({ id, secret, previousSecret, previousUntil }: Endpoint, now: number) {
    const previous = previousSecret !== null && previousUntil > now ? [previousSecret] : [];
    return [secret, ...previous].flatMap((sealed) => this.sealing.open(sealed, placeOf(id)) ?? []);
  }
}
