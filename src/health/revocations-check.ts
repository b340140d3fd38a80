import { Injectable } from '@nestjs/common';
import { RevocationIndex } from '../token-store/revocation-index.js';
import { ReadinessCheck } from './readiness-check.js';

/** Loaded once is enough: without the database, validation goes on with what is known. */
@Injectable()
export class RevocationsCheck extends ReadinessCheck {
  readonly name = 'revocations';

  constructor(private readonly revocations: RevocationIndex) {
    super();
  }

  async check(): Promise<boolean> {
    return Number.isFinite(this.revocations.ageMs());
  }
}
