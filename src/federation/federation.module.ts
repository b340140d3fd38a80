import { Module } from '@nestjs/common';
import { CodeRedemptions } from './code-redemption.js';
import { ExternalAccounts } from './sign-up.js';
import { ExternalUser, ExternalLogin } from './external-login.js';
import { IdentityLinking } from './identity-linking.js';
import { SignInSecrets } from './sign-in-secrets.js';
import { SignInStart } from './sign-in-start.js';
import { AuthorizationResponses } from './authorization-response.js';
import { AuditModule } from '../audit/audit.module.js';
import { AuthorizationRequestsModule } from './authorization-requests/authorization-requests.module.js';
import { IdentitiesModule } from './identities/identities.module.js';
import { IdentityProvidersModule } from './providers/identity-providers.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { UsersModule } from '../users/users.module.js';

const OFFERED = [CodeRedemptions, ExternalLogin, IdentityLinking, SignInStart];

/** Signing in by identity providers. */
@Module({
  imports: [
    AuditModule,
    AuthorizationRequestsModule,
    IdentitiesModule,
    IdentityProvidersModule,
    TokensModule,
    UsersModule,
  ],
  providers: [...OFFERED, ExternalAccounts, ExternalUser, SignInSecrets, AuthorizationResponses],
  exports: [...OFFERED, IdentitiesModule, IdentityProvidersModule],
})
export class FederationModule {}
