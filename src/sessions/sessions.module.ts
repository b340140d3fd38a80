import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module.js';
import { LimitsModule } from '../limits/limits.module.js';
import { TokenStoreModule } from '../token-store/token-store.module.js';
import { TokensModule } from '../tokens/tokens.module.js';
import { UsersModule } from '../users/users.module.js';
import { AccessTokenValidation } from './access-token-validation.js';
import { RefreshRefusal } from './refresh-refusal.js';
import { SessionBinding } from './session-binding.js';
import { SessionClosing } from './session-closing.js';
import { SessionLimit, SessionOpening } from './session-opening.js';
import { SessionListing } from './session-listing.js';
import { SessionRefresh } from './session-refresh.js';
import { SessionRevocation } from './session-revocation.js';
import { SessionStepUp } from './session-step-up.js';
import { SessionTokens } from './session-tokens.js';

const OFFERED = [
  AccessTokenValidation,
  SessionClosing,
  SessionListing,
  SessionOpening,
  SessionRefresh,
  SessionRevocation,
  SessionStepUp,
  SessionTokens,
];

/** How a session begins, goes on and ends. */
@Module({
  imports: [AuditModule, LimitsModule, TokenStoreModule, TokensModule, UsersModule],
  providers: [...OFFERED, RefreshRefusal, SessionBinding, SessionLimit],
  exports: OFFERED,
})
export class SessionsModule {}
