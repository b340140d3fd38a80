import { Module } from '@nestjs/common';
import { AccountIdentities } from './account-identities.js';
import { CodeRedeeming } from './code-redeeming.js';
import { ExternalAccounts } from './external-accounts.js';
import { ExternalUser } from './external-user.js';
import { IdentityLinking } from './identity-linking.js';
import { SignInSecrets } from './sign-in-secrets.js';
import { SignInStart } from './sign-in-start.js';
import { StartedExchange } from './started-exchange.js';
import { AuditModule } from '../../audit/audit.module.js';
import { ExchangesModule } from '../../exchanges/exchanges.module.js';
import { IdentitiesModule } from '../../identities/identities.module.js';
import { IdentityProvidersModule } from '../../identity-providers/identity-providers.module.js';
import { TokensModule } from '../../tokens/tokens.module.js';
import { UsersModule } from '../../users/users.module.js';
import { ExternalLogin } from '../external-login.js';

const OFFERED = [AccountIdentities, ExternalLogin, SignInStart];

/** Signing in by identity providers. */
@Module({
  imports: [
    AuditModule,
    ExchangesModule,
    IdentitiesModule,
    IdentityProvidersModule,
    TokensModule,
    UsersModule,
  ],
  providers: [
    ...OFFERED,
    CodeRedeeming,
    ExternalAccounts,
    ExternalUser,
    IdentityLinking,
    SignInSecrets,
    StartedExchange,
  ],
  exports: [...OFFERED, IdentityProvidersModule],
})
export class ExternalModule {}
