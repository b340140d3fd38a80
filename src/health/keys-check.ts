import { Injectable } from '@nestjs/common';
import { PublicKeys } from '../tokens/public-keys.js';
import { ReadinessCheck } from './readiness-check.js';

/** The key ring is read once, before the server listens: a running server has its keys. */
@Injectable()
export class KeysCheck extends ReadinessCheck {
  readonly name = 'keys';

  constructor(private readonly keys: PublicKeys) {
    super();
  }

  async check(): Promise<boolean> {
    return this.keys.jwks().keys.length > 0;
  }
}
