import type { AppConfig } from '../../config/app-config.js';
import type { ChallengePurpose } from './challenge.js';

/** Pages of this server, below `ISSUER`. */
export const PAGES = {
  resetPassword: '/account/reset',
  confirmEmail: '/account/verify',
} as const;

const PLACE = '{token}';

/** As here, an operator may have the token in the fragment, which no server sees. */
function withToken(page: string, token: string): string {
  if (page.includes(PLACE)) return page.replace(PLACE, token);
  const url = new URL(page);
  url.searchParams.set('token', token);
  return url.href;
}

/** Where the link of a mail leads. */
export function linkTo(
  purpose: ChallengePurpose,
  token: string,
  { mail: { passwordResetUrl, emailConfirmationUrl }, tokens: { issuer } }: AppConfig,
): string {
  const own = (page: string): string => `${issuer.replace(/\/$/, '')}${page}#token=${PLACE}`;
  return purpose === 'password-reset'
    ? withToken(passwordResetUrl ?? own(PAGES.resetPassword), token)
    : withToken(emailConfirmationUrl ?? own(PAGES.confirmEmail), token);
}
