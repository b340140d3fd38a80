import { Module } from '@nestjs/common';
import { CredentialsModule } from '../../credentials/credentials.module.js';
import { CsrfOriginCheck } from './csrf-origin-check.js';
import { DeviceCookie } from './cookies.js';

@Module({
  imports: [CredentialsModule],
  providers: [CsrfOriginCheck, DeviceCookie],
  exports: [CsrfOriginCheck, DeviceCookie],
})
export class CookiesModule {}
