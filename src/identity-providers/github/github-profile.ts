import type { GithubAccount } from './github-account.js';
import { githubEndpoints } from './github-endpoints.js';
import type { ProviderSettings } from '../../config/providers/provider-settings.js';
import { textClaim } from '../claims.js';
import type { ExternalProfile } from '../external-profile.js';
import { roleGrant } from '../role-grant.js';

/** Logins change hands at GitHub; the number of an account does not. */
export function githubProfile(
  { user, primary }: GithubAccount,
  settings: ProviderSettings,
): ExternalProfile {
  const login = textClaim(user, 'login');
  const name = textClaim(user, 'name');
  return {
    issuer: githubEndpoints(settings.issuer).site,
    subject: String(user.id),
    email: primary?.email ?? null,
    emailVerified: primary?.verified ?? false,
    displayName: name ?? login,
    nicknames: [login, name].filter((nickname) => nickname !== null),
    roles: roleGrant(user, settings),
  };
}
