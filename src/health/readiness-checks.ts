import { Injectable } from '@nestjs/common';
import { WriteProbe } from '../database/write-probe.js';
import { PublicKeys } from '../tokens/keys/key-ring.js';
import { RevocationIndex } from '../token-store/revocation-index.js';

export type CheckName = 'database' | 'keys' | 'revocations' | 'limits';

/** Something the server cannot serve without. */
export abstract class ReadinessCheck {
  abstract readonly name: CheckName;
  /** Whether it is there; a rejection counts as no, and its reason is logged. */
  abstract check(): Promise<boolean>;
}

@Injectable()
export class DatabaseCheck extends ReadinessCheck {
  readonly name = 'database';

  constructor(private readonly database: WriteProbe) {
    super();
  }

  async check(): Promise<boolean> {
    await this.database.write();
    return true;
  }
}

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
