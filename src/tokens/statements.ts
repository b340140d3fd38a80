import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import type { Payload, StatementType } from './claims.js';
import { KeyRing } from './keys/key-ring.js';
import { TokenJwtService } from './token-jwt.service.js';

/** Signs what services are told, with the key that signs access tokens. */
@Injectable()
export class Statements {
  constructor(
    private readonly config: AppConfig,
    private readonly ring: KeyRing,
    private readonly jwt: TokenJwtService,
  ) {}

  /** Adds `iss`. */
  async sign(typ: StatementType, payload: Payload): Promise<string> {
    const { issuer: iss } = this.config.tokens;
    return this.jwt.signAsync({ iss, ...payload }, { typ, key: await this.ring.signer() });
  }
}
