import { Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { AppConfig } from '../config/app-config.js';
import { DerivedSecrets, KeyRingSecrets } from './derived-secrets.js';
import { JwsSigner } from './jws-signer.js';
import { jwtOptions } from './jwt-options.js';
import { JwtTokens } from './jwt-tokens.js';
import { KeyRing } from './key-ring.js';
import { KeyRingModule } from './key-ring.module.js';
import { PublicKeys } from './public-keys.js';
import { TokenSize } from './token-size.js';
import { Tokens } from './tokens.js';
import { TrustedHeaders } from './trusted-headers.js';

@Module({
  imports: [
    KeyRingModule,
    JwtModule.registerAsync({
      imports: [KeyRingModule],
      inject: [KeyRing, TrustedHeaders, AppConfig],
      useFactory: jwtOptions,
    }),
  ],
  providers: [
    JwsSigner,
    TokenSize,
    { provide: Tokens, useClass: JwtTokens },
    { provide: PublicKeys, useExisting: KeyRing },
    { provide: DerivedSecrets, useClass: KeyRingSecrets },
  ],
  exports: [Tokens, PublicKeys, DerivedSecrets],
})
export class TokensModule {}
