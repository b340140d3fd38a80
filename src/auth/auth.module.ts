import { Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { CoreModule } from './core.module.js';
import { ContractGuard } from '../http/auth/contract-guard.js';
import { LocalStrategy } from '../http/auth/local.strategy.js';
import { LoginController } from '../http/auth/login.controller.js';
import { LogoutController } from '../http/auth/logout.controller.js';
import { MeController } from '../http/auth/me.controller.js';
import { PasswordGuard } from '../http/auth/password.guard.js';
import { RefreshDoor } from '../http/auth/refresh-door.js';
import { RefreshController } from '../http/auth/refresh.controller.js';
import { RegistrationController } from '../http/auth/registration.controller.js';
import { SessionCookies } from '../http/auth/session-cookies.js';
import { ValidateTokenController } from '../http/contracts/envelope/validate-token.controller.js';
import { ExternalGuard } from '../http/contracts/external/external.guard.js';
import { Presenter } from '../http/contracts/presenter.js';
import { CodeExchangeReading } from '../http/identity-providers/code-exchange-reading.js';
import { ExchangeCookie } from '../http/identity-providers/exchange-cookie.js';
import { IdentitiesController } from '../http/identity-providers/identities.controller.js';
import { ProvidersController } from '../http/identity-providers/providers.controller.js';
import { HttpModule } from '../http/http.module.js';
import { CookieOrigin } from '../http/requests/cookie-origin.js';
import { DeviceCookie } from '../http/requests/device-cookie.js';

/** The authentication API: its routes, the Passport strategy, and the core they stand on. */
@Module({
  imports: [CoreModule, HttpModule, PassportModule],
  controllers: [
    RegistrationController,
    LoginController,
    MeController,
    ValidateTokenController,
    RefreshController,
    LogoutController,
    ProvidersController,
    IdentitiesController,
  ],
  providers: [
    LocalStrategy,
    PasswordGuard,
    ExternalGuard,
    ContractGuard,
    CookieOrigin,
    DeviceCookie,
    CodeExchangeReading,
    ExchangeCookie,
    SessionCookies,
    RefreshDoor,
    Presenter,
  ],
})
export class AuthModule {}
