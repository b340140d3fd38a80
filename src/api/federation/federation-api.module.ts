import { Module } from '@nestjs/common';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { FederationModule } from '../../federation/federation.module.js';
import { LimitsModule } from '../../limits/limits.module.js';
import { CookiesModule } from '../cookies/cookies.module.js';
import { AuthorizationCodeReader } from './authorization-code.js';
import { AuthorizationCodeGuard } from './authorization-code.guard.js';
import { AuthorizationCookie } from './authorization-cookie.js';
import { IdentitiesController } from './identities.controller.js';
import { ProvidersController } from './providers.controller.js';

/** Signing in at identity providers, and the identities of an account. */
@Module({
  imports: [AccountsModule, CookiesModule, FederationModule, LimitsModule],
  controllers: [ProvidersController, IdentitiesController],
  providers: [AuthorizationCodeGuard, AuthorizationCodeReader, AuthorizationCookie],
  exports: [AuthorizationCodeGuard],
})
export class FederationApiModule {}
