import { Injectable } from '@nestjs/common';
import { pemOf, privateKeyFromPem } from '../tokens/keys/key-pem.js';
import { Sealing } from '../tokens/secrets/sealing.js';
import { Secrets } from '../tokens/secrets/secrets.js';
import type { TurnKey } from './key-store.js';
import type { SigningKeyEntity } from './signing-key.entity.js';

const placeOf = (number: number, kid: string): string => `signing key ${number} ${kid}`;

/** Keys as rows, whose private halves only holders of `SECRETS` can read or write. */
@Injectable()
export class SealedKeys {
  private readonly sealing: Sealing;

  constructor(secrets: Secrets) {
    this.sealing = new Sealing(secrets, 'signing keys at rest');
  }

  rowOf({ key, ...times }: TurnKey): SigningKeyEntity {
    const { kid } = key;
    return { ...times, kid, privateKey: this.sealing.seal(pemOf(key), placeOf(times.number, kid)) };
  }

  /** Null for a row that no value of `SECRETS` opens, or that holds something else. */
  open({ kid, privateKey, ...times }: SigningKeyEntity): TurnKey | null {
    const pem = this.sealing.open(privateKey, placeOf(times.number, kid));
    if (pem === null) return null;
    const key = privateKeyFromPem(`The signing key ${kid}`, pem);
    return key.kid === kid ? { key, ...times } : null;
  }
}
