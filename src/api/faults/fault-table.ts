import type { AuthErrorCode, Fault } from '../../errors/auth-error.js';

/** One policy for every cause, so that an answer does not tell which limit was met. */
const POLICY = '"attempts";q=20;w=3600';

/** Of a 429, after draft-ietf-httpapi-ratelimit-headers §3 and §4; `retryAfter` in seconds. */
export const limitHeaders = (retryAfter: number): Readonly<Record<string, string>> => ({
  'retry-after': String(retryAfter),
  'ratelimit-policy': POLICY,
  ratelimit: `"attempts";r=0;t=${retryAfter}`,
});

/** The status of every fault; exhaustive by its type. */
const STATUS: Readonly<Record<AuthErrorCode, number>> = {
  VALIDATION_FAILED: 400,
  MALFORMED_REQUEST: 400,
  USERNAME_TAKEN: 400,
  EMAIL_TAKEN: 400,
  EXTERNAL_ID_TAKEN: 409,
  WEAK_PASSWORD: 400,
  UNKNOWN_PROVIDER: 400,
  IDENTITY_TAKEN: 400,
  LAST_CREDENTIAL: 400,
  INVALID_LINK: 400,
  LAST_FACTOR: 400,
  TOO_MANY_FACTORS: 400,
  LAST_ADMINISTRATOR: 400,
  UNSUPPORTED_GRANT_TYPE: 400,
  INVALID_SCOPE: 400,
  INVALID_TARGET: 400,
  UNSUPPORTED_TOKEN_TYPE: 400,
  INVALID_CREDENTIALS: 401,
  INVALID_AUTH_CODE: 401,
  ACCOUNT_LINK_REQUIRED: 401,
  MFA_REQUIRED: 401,
  INVALID_FACTOR: 401,
  INSUFFICIENT_AUTHENTICATION: 401,
  INVALID_TOKEN: 401,
  INVALID_CLIENT: 401,
  FORBIDDEN: 403,
  NEW_PASSWORD_REQUIRED: 403,
  ACCOUNT_CLOSING: 403,
  PROVISIONED_ACCOUNT: 403,
  REGISTRATION_CLOSED: 403,
  SIGNUP_CLOSED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  PRECONDITION_FAILED: 412,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  PRECONDITION_REQUIRED: 428,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_ERROR: 500,
  PROVIDER_UNAVAILABLE: 502,
  OVERLOADED: 503,
};

/** Written in the words of OAuth 2.0 or SCIM alone, which have no `errorCode`. */
const SAID_OTHERWISE: ReadonlySet<string> = new Set<AuthErrorCode>([
  'UNSUPPORTED_GRANT_TYPE',
  'INVALID_SCOPE',
  'INVALID_TARGET',
  'UNSUPPORTED_TOKEN_TYPE',
  'EXTERNAL_ID_TAKEN',
]);

/** Every `errorCode` that an answer can carry. */
export const FAULT_CODES: readonly string[] = Object.keys(STATUS).filter(
  (code) => !SAID_OTHERWISE.has(code),
);

type WordlessCode = Exclude<
  AuthErrorCode,
  'VALIDATION_FAILED' | 'WEAK_PASSWORD' | 'ACCOUNT_LINK_REQUIRED'
>;

const MESSAGE: Readonly<Record<WordlessCode, string>> = {
  MALFORMED_REQUEST: 'Malformed request.',
  USERNAME_TAKEN: 'Username already exists',
  EMAIL_TAKEN: 'Email already exists',
  EXTERNAL_ID_TAKEN: 'Another user has this externalId.',
  UNKNOWN_PROVIDER: 'Unknown identity provider.',
  IDENTITY_TAKEN: 'Identity already belongs to another account.',
  LAST_CREDENTIAL: 'The only way to sign in cannot be removed.',
  LAST_FACTOR: 'The account needs a second factor, and this is the only one.',
  TOO_MANY_FACTORS: 'The account has as many factors as it may have.',
  LAST_ADMINISTRATOR: 'The last administrator cannot be disabled, deleted or lose the role.',
  UNSUPPORTED_GRANT_TYPE: 'The grant type is not supported.',
  INVALID_SCOPE: 'The client may not have this scope.',
  INVALID_TARGET: 'The client may not have tokens for this service.',
  UNSUPPORTED_TOKEN_TYPE: 'Tokens of this type cannot be revoked.',
  INVALID_CREDENTIALS: 'Invalid credentials',
  INVALID_AUTH_CODE: 'The provided authorization code is invalid or expired.',
  MFA_REQUIRED: 'A second factor is required.',
  INVALID_FACTOR: 'The code is wrong or was used, or the challenge has expired.',
  INSUFFICIENT_AUTHENTICATION: 'A more recent or stronger authentication is required.',
  INVALID_TOKEN: 'Invalid or expired token',
  INVALID_LINK: 'The link or code is invalid, expired or used.',
  INVALID_CLIENT: 'Client authentication failed.',
  FORBIDDEN: 'Forbidden.',
  NEW_PASSWORD_REQUIRED: 'A new password is required.',
  ACCOUNT_CLOSING: 'The account is about to be deleted, unless its owner keeps it.',
  PROVISIONED_ACCOUNT: 'The account is managed by a directory, and is deleted there.',
  REGISTRATION_CLOSED: 'Registration is closed.',
  SIGNUP_CLOSED: 'Sign-up is closed.',
  NOT_FOUND: 'Not found.',
  METHOD_NOT_ALLOWED: 'Method not allowed.',
  PRECONDITION_FAILED: 'The account has changed meanwhile.',
  PRECONDITION_REQUIRED: 'If-Match is required: the ETag of the account.',
  PAYLOAD_TOO_LARGE: 'Payload too large.',
  UNSUPPORTED_MEDIA_TYPE: 'Unsupported media type.',
  TOO_MANY_REQUESTS: 'Too many requests.',
  INTERNAL_ERROR: 'An unexpected server error occurred',
  PROVIDER_UNAVAILABLE: 'Identity provider unavailable.',
  OVERLOADED: 'Service busy, try again.',
};

export function statusOf(fault: Fault): number {
  return fault.code === 'PROVIDER_UNAVAILABLE' && fault.timedOut ? 504 : STATUS[fault.code];
}

/** The words that hold where a contract has none of its own. */
export function messageOf(fault: Fault): string {
  if (fault.code === 'VALIDATION_FAILED') {
    return `Validation failed: ${fault.details.map(({ message }) => message).join(' ')}`;
  }
  if (fault.code === 'WEAK_PASSWORD' || fault.code === 'ACCOUNT_LINK_REQUIRED') return fault.advice;
  return ('advice' in fault ? fault.advice : undefined) ?? MESSAGE[fault.code];
}

/** RFC 9470 §3. */
function stepUpChallenge({ maxAge, acr }: Extract<Fault, { readonly maxAge: number }>): string {
  const needed = acr === null ? '' : `, acr_values="${acr}"`;
  return `Bearer error="insufficient_user_authentication", error_description="A more recent or stronger authentication is required", max_age="${String(maxAge)}"${needed}`;
}

/** RFC 6750 §3: a request without a token is told no more than how to bring one. */
function challengeOf(fault: Fault): string {
  // RFC 6749 §5.2: the scheme by which clients authenticate.
  if (fault.code === 'INVALID_CLIENT') return 'Basic realm="portcullis", charset="UTF-8"';
  if (fault.code === 'INSUFFICIENT_AUTHENTICATION') return stepUpChallenge(fault);
  const refused = fault.code === 'INVALID_TOKEN' && fault.token === 'access';
  return refused ? 'Bearer error="invalid_token"' : 'Bearer';
}

/** Headers that a fault brings along, beside those of every answer. */
export function headersOf(fault: Fault): Readonly<Record<string, string>> {
  if ('allow' in fault) return { allow: fault.allow.join(', ') };
  if (fault.code === 'TOO_MANY_REQUESTS') return limitHeaders(fault.retryAfter);
  if ('retryAfter' in fault) return { 'retry-after': String(fault.retryAfter) };
  // RFC 9110 §11.6.1: a 401 names at least one challenge.
  return statusOf(fault) === 401 ? { 'www-authenticate': challengeOf(fault) } : {};
}
