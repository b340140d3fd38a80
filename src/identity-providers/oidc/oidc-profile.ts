import type { IDToken } from 'openid-client';
import type { ProviderSettings } from '../../config/providers/provider-settings.js';
import { type Claims, textClaim } from '../claims.js';
import type { ExternalProfile } from '../external-profile.js';
import { roleGrant } from '../role-grant.js';

const localPart = (address: string | null): string | null => address?.replace(/@.*$/s, '') ?? null;

/** Standard claims (OpenID Connect Core §5.1) as a profile. */
export function oidcProfile(
  claims: Claims,
  { iss, sub }: IDToken,
  settings: ProviderSettings,
): ExternalProfile {
  const email = textClaim(claims, 'email');
  const name = textClaim(claims, 'name');
  const nicknames = [
    localPart(textClaim(claims, 'preferred_username')),
    textClaim(claims, 'nickname'),
    localPart(email),
    name,
  ];
  return {
    issuer: iss,
    subject: sub,
    email,
    emailVerified: claims.email_verified === true,
    displayName: name,
    nicknames: nicknames.filter((nickname) => nickname !== null),
    roles: roleGrant(claims, settings),
  };
}
