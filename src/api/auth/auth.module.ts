import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { AccountsModule } from '../../accounts/accounts.module.js';
import { CredentialsModule } from '../../credentials/credentials.module.js';
import { LimitsModule } from '../../limits/limits.module.js';
import { SessionsModule } from '../../sessions/sessions.module.js';
import { TokensModule } from '../../tokens/tokens.module.js';
import { ContractsModule } from '../contracts/contracts.module.js';
import { FederationApiModule } from '../federation/federation-api.module.js';
import { LocalStrategy, LoginController, LoginGuard, PasswordGuard } from './login.controller.js';
import { LogoutController } from './logout.controller.js';
import { MeController } from './me.controller.js';
import { MfaController } from './mfa.controller.js';
import { RefreshController } from './refresh.controller.js';
import { RegistrationController } from './registration.controller.js';
import { SessionCookies } from './session-cookies.js';
import { ValidateTokenController } from './validate-token.controller.js';
import { VerifyController } from './verify.controller.js';

/** The authentication API: its routes, guards and Passport strategy. */
@Module({
  imports: [
    AccountsModule,
    ContractsModule,
    CredentialsModule,
    FederationApiModule,
    LimitsModule,
    PassportModule,
    SessionsModule,
    TokensModule,
  ],
  controllers: [
    RegistrationController,
    LoginController,
    MfaController,
    MeController,
    ValidateTokenController,
    VerifyController,
    RefreshController,
    LogoutController,
  ],
  providers: [LocalStrategy, LoginGuard, PasswordGuard, SessionCookies],
})
export class AuthModule {}
