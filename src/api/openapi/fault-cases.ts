import type { Fault, FieldFault } from '../../errors/auth-error.js';

/** One way for a request to fail. */
export interface FaultCase {
  readonly name: string;
  readonly summary: string;
  readonly fault: Fault;
}

export const missing = (field: string, label: string): FieldFault => ({
  field,
  problem: 'missing',
  message: `${label} is required.`,
});

export const invalid = (...details: readonly FieldFault[]): Fault => ({
  code: 'VALIDATION_FAILED',
  details,
});

export const fault = (name: string, summary: string, what: Fault): FaultCase => ({
  name,
  summary,
  fault: what,
});

export const badField = (
  name: string,
  summary: string,
  field: string,
  message: string,
): FaultCase => fault(name, summary, invalid({ field, problem: 'invalid', message }));

export const malformed = fault('malformed', 'The body is no JSON, or no object', {
  code: 'MALFORMED_REQUEST',
});
export const tooLarge = fault('tooLarge', 'The body is over 16 KiB', { code: 'PAYLOAD_TOO_LARGE' });
export const notJson = fault('notJson', 'The body is no `application/json` in UTF-8', {
  code: 'UNSUPPORTED_MEDIA_TYPE',
});
export const tooManyRequests = fault('tooManyRequests', 'Too many attempts', {
  code: 'TOO_MANY_REQUESTS',
  retryAfter: 30,
});
export const internal = fault('internal', 'Internal error; the log has the details', {
  code: 'INTERNAL_ERROR',
});
export const overloaded = fault('overloaded', 'Too busy, too slow, or about to stop', {
  code: 'OVERLOADED',
  retryAfter: 1,
});

export const missingCredentials = fault(
  'missingCredentials',
  'Username and password are missing',
  invalid(missing('username', 'Username'), missing('password', 'Password')),
);
export const missingCode = fault(
  'missingCode',
  'The authorization code is missing',
  invalid(missing('authCode', 'Authorization code')),
);
export const missingRefreshToken = fault(
  'missingRefreshToken',
  'There is no refresh token, or an empty one',
  invalid(missing('refreshToken', 'Refresh token')),
);
/** For routes where no refresh token at all is something else. */
export const emptyRefreshToken = fault(
  'emptyRefreshToken',
  'The refresh token in the body is empty',
  invalid(missing('refreshToken', 'Refresh token')),
);

export const usernameTaken = fault('usernameTaken', 'Another account has the name', {
  code: 'USERNAME_TAKEN',
});
export const emailTaken = fault('emailTaken', 'Another account has the address', {
  code: 'EMAIL_TAKEN',
});
export const weakPassword = fault('weakPassword', 'The password would be guessed', {
  code: 'WEAK_PASSWORD',
  advice: 'Password is too common; choose one that is harder to guess.',
});
export const registrationClosed = fault('registrationClosed', 'The operator closed registration', {
  code: 'REGISTRATION_CLOSED',
});

export const badCredentials = fault(
  'badCredentials',
  'Unknown user, disabled user or wrong password; the answer does not say which',
  { code: 'INVALID_CREDENTIALS' },
);
export const badToken = fault('badToken', 'The token is forged, of the wrong kind or revoked', {
  code: 'INVALID_TOKEN',
  expired: false,
  token: 'access',
});
export const expiredToken = fault('expiredToken', 'The token has expired', {
  code: 'INVALID_TOKEN',
  expired: true,
  token: 'access',
});
export const badClient = fault(
  'badClient',
  'Unknown service account, or wrong, expired or no secret; the answer does not say which',
  { code: 'INVALID_CLIENT' },
);
export const badGrantType = fault('badGrantType', 'Another grant than client_credentials', {
  code: 'UNSUPPORTED_GRANT_TYPE',
});
export const foreignScope = fault('foreignScope', 'A scope that the account was not made for', {
  code: 'INVALID_SCOPE',
});
export const badTarget = fault('badTarget', 'A service that the account was not made for', {
  code: 'INVALID_TARGET',
});
export const badTokenType = fault('badTokenType', 'The token of a service, which has no session', {
  code: 'UNSUPPORTED_TOKEN_TYPE',
});
export const foreignOrigin = fault('foreignOrigin', "A cookie came from another site's page", {
  code: 'FORBIDDEN',
});

export const unknownProvider = fault('unknownProvider', 'No provider of that name is configured', {
  code: 'UNKNOWN_PROVIDER',
});
export const badCode = fault('badCode', 'The provider refused the code', {
  code: 'INVALID_AUTH_CODE',
});
export const linkRequired = fault('linkRequired', 'The address belongs to a local account', {
  code: 'ACCOUNT_LINK_REQUIRED',
  advice:
    'An account with this email address exists. Sign in to it and link this provider with POST /api/v1/auth/identities.',
});
export const signupClosed = fault('signupClosed', 'The provider may not bring new users', {
  code: 'SIGNUP_CLOSED',
});
export const unlistedRedirect = badField(
  'unlistedRedirect',
  'The redirect URI is not registered for the provider',
  'redirectUri',
  'Redirect URI is not registered for this provider.',
);
export const identityTaken = fault('identityTaken', 'The person has another account', {
  code: 'IDENTITY_TAKEN',
});
export const lastWayIn = fault('lastWayIn', 'There is no password and no other identity', {
  code: 'LAST_CREDENTIAL',
});
export const noSuchIdentity = fault('noSuchIdentity', 'The account has no such identity', {
  code: 'NOT_FOUND',
});
export const noSuchSession = fault('noSuchSession', 'The account has no such session', {
  code: 'NOT_FOUND',
});
export const badPage = badField(
  'badPage',
  'Cursor or limit is no good',
  'limit',
  'Limit must be a number from 1 to 100.',
);
export const badCursor = badField(
  'badCursor',
  'Cursor or wait is no good',
  'cursor',
  'Cursor must be that of an earlier answer.',
);
export const badPoll = badField(
  'badPoll',
  'A member is not as RFC 8936 has it',
  'maxEvents',
  'MaxEvents must not be negative.',
);
export const badScope = badField(
  'badScope',
  'The scope is not one of the three',
  'scope',
  'Scope must be one of this, others, all.',
);
export const providerDown = fault('providerDown', 'The provider failed', {
  code: 'PROVIDER_UNAVAILABLE',
  timedOut: false,
  bySender: false,
});
export const providerSlow = fault('providerSlow', 'The provider did not answer in time', {
  code: 'PROVIDER_UNAVAILABLE',
  timedOut: true,
  bySender: false,
});

const capitalized = (method: string): string => method.charAt(0) + method.slice(1).toLowerCase();

export const wrongMethod = (...allow: readonly string[]): FaultCase =>
  fault(`only${allow.map(capitalized).join('')}`, 'The path exists under another method', {
    code: 'METHOD_NOT_ALLOWED',
    allow,
  });
