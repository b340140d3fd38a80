import { Module } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Clock } from '../clock/clock.js';
import { AppConfig } from '../config/app-config.js';
import { JwsHeaderResolver } from './jws-header.js';
import { KeyRing, PublicKeys } from './keys/key-ring.js';
import { loadKeyRing } from './keys/load-key-ring.js';
import { RefreshTokenKeys } from './refresh-token-keys.js';
import { SecretsModule } from './secrets/secrets.module.js';
import { Statements } from './statements.js';
import { TokenJwtService } from './token-jwt.service.js';
import { TokenSize } from './token-size.js';
import { Tokens } from './tokens.js';

@Module({
  imports: [SecretsModule],
  providers: [
    { provide: KeyRing, useFactory: loadKeyRing, inject: [AppConfig, Clock] },
    { provide: PublicKeys, useExisting: KeyRing },
    JwsHeaderResolver,
    RefreshTokenKeys,
    TokenJwtService,
    { provide: JwtService, useExisting: TokenJwtService },
    Statements,
    TokenSize,
    Tokens,
  ],
  exports: [JwtService, KeyRing, PublicKeys, SecretsModule, Statements, Tokens],
})
export class TokensModule {}
