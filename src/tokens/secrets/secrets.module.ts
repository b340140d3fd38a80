import { Module } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { loadSecrets } from './load-secrets.js';
import { Secrets } from './secrets.js';

/** The root secrets alone, for what needs no tokens. */
@Module({
  providers: [{ provide: Secrets, useFactory: loadSecrets, inject: [AppConfig] }],
  exports: [Secrets],
})
export class SecretsModule {}
