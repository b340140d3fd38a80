import { ownExport } from '../account/account-export.openapi.js';
import { emails } from '../account/email.openapi.js';
import { leaving } from '../account/leaving.openapi.js';
import { passwords } from '../account/password.openapi.js';
import { recoveries } from '../account/recovery.openapi.js';
import { accountAccess } from '../admin/account-access.openapi.js';
import { accountSessions } from '../admin/account-sessions.openapi.js';
import { account, accounts } from '../admin/accounts.openapi.js';
import { audit } from '../audit/audit.openapi.js';
import { logins } from '../auth/login.openapi.js';
import { logouts } from '../auth/logout.openapi.js';
import { me } from '../auth/me.openapi.js';
import { mfa } from '../auth/mfa.openapi.js';
import { refreshes } from '../auth/refresh.openapi.js';
import { registration } from '../auth/registration.openapi.js';
import { validation } from '../auth/validate-token.openapi.js';
import { verification } from '../auth/verify.openapi.js';
import { introspection } from '../clients/introspection.openapi.js';
import { discovery } from '../clients/metadata.openapi.js';
import { serviceTokens } from '../clients/token.openapi.js';
import { tokenRevocation } from '../clients/token-revocation.openapi.js';
import type { DocumentedController } from '../contracts/documented-controller.openapi.js';
import { factors } from '../factors/factors.openapi.js';
import { identities } from '../federation/identities.openapi.js';
import { providers } from '../federation/providers.openapi.js';
import { health } from '../operations/health.openapi.js';
import { keys } from '../operations/jwks.openapi.js';
import { metrics } from '../operations/metrics.openapi.js';
import { revocations } from '../revocations/revocations.openapi.js';
import { scimDiscovery } from '../scim/discovery.openapi.js';
import { scimUserChanges } from '../scim/user-changes.openapi.js';
import { scimUsers } from '../scim/users.openapi.js';
import { reauthentication } from '../step-up/reauthentication.openapi.js';
import { sessions } from '../sessions/sessions.openapi.js';

/** Every controller, in an order in which the examples run from top to bottom. */
export const CONTROLLERS: readonly DocumentedController[] = [
  registration,
  logins,
  mfa,
  me,
  sessions,
  validation,
  verification,
  refreshes,
  reauthentication,
  ownExport,
  factors,
  providers,
  identities,
  accounts,
  accountAccess,
  accountSessions,
  account,
  scimUsers,
  scimUserChanges,
  scimDiscovery,
  keys,
  discovery,
  serviceTokens,
  introspection,
  tokenRevocation,
  revocations,
  audit,
  health,
  metrics,
  recoveries,
  emails,
  passwords,
  logouts,
  leaving,
];
