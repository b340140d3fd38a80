import type { ProviderSettings } from '../../config/providers/provider-settings.js';
import { AuthError } from '../../errors/auth-error.js';

type Listed = Pick<ProviderSettings, 'redirectUris'>;

const fault = (problem: 'missing' | 'invalid', message: string): AuthError =>
  AuthError.invalidFields({ field: 'redirectUri', problem, message });

/** @throws AuthError VALIDATION_FAILED unless the operator listed the address, to the letter */
export function assertListed({ redirectUris }: Listed, redirectUri: string): void {
  if (redirectUris.includes(redirectUri)) return;
  throw fault('invalid', 'Redirect URI is not registered for this provider.');
}

/** @throws AuthError VALIDATION_FAILED where there is a choice */
export function onlyListed({ redirectUris }: Listed): string {
  const [only, ...others] = redirectUris;
  if (only !== undefined && others.length === 0) return only;
  throw fault('missing', 'Redirect URI is required.');
}
