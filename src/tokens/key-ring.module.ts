import { Module } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { KeyRing } from './key-ring.js';
import { loadKeyRing } from './load-key-ring.js';
import { TrustedHeaders } from './trusted-headers.js';

@Module({
  providers: [{ provide: KeyRing, useFactory: loadKeyRing, inject: [AppConfig] }, TrustedHeaders],
  exports: [KeyRing, TrustedHeaders],
})
export class KeyRingModule {}
