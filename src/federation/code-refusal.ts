import type { CodeRefusalCause } from '../audit/audit-cause.js';
import { AuthError } from '../errors/auth-error.js';

/** Why an exchange goes no further, on its way to the audit trail and the caller. */
export class CodeRefused extends Error {
  override readonly name = 'CodeRefused';

  constructor(
    readonly refusal: CodeRefusalCause,
    readonly userId: string | null = null,
    /** Whether what was sent, rather than the provider, seems to be the cause. */
    readonly bySender = true,
  ) {
    super(refusal);
  }
}

/** How to link, where an account here has the address already. */
const LINK_ADVICE =
  'An account with this email address exists. Sign in to it and link this provider with POST /api/v1/auth/identities.';

/** What the caller is told; the cause itself is for the log and the audit trail. */
export function codeFault(cause: CodeRefusalCause, bySender = false): AuthError {
  switch (cause) {
    case 'timed-out':
      return new AuthError({ code: 'PROVIDER_UNAVAILABLE', timedOut: true, bySender });
    case 'unreachable':
    case 'failing':
    case 'bad-answer':
    case 'too-large':
    case 'client-refused':
    case 'resting':
      return new AuthError({ code: 'PROVIDER_UNAVAILABLE', timedOut: false, bySender });
    case 'unknown-state':
    case 'foreign-state':
    case 'foreign-browser':
    case 'code-reused':
    case 'code-refused':
    case 'id-token-refused':
    case 'user-disabled':
      return AuthError.of('INVALID_AUTH_CODE');
    case 'sign-up-closed':
      return AuthError.of('SIGNUP_CLOSED');
    case 'link-required':
      return new AuthError({ code: 'ACCOUNT_LINK_REQUIRED', advice: LINK_ADVICE });
    case 'identity-taken':
      return AuthError.of('IDENTITY_TAKEN');
  }
}
