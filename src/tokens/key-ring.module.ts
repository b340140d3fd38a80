import { Module } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { KeyRing } from './key-ring.js';
import { loadKeyRing } from './load-key-ring.js';

@Module({
  providers: [{ provide: KeyRing, useFactory: loadKeyRing, inject: [AppConfig] }],
  exports: [KeyRing],
})
export class KeyRingModule {}
