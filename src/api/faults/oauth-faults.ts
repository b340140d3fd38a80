import type { AuthErrorCode } from '../../errors/auth-error.js';
import type { FaultDialect } from './fault-dialect.js';

/** RFC 6749 §5.2, RFC 7009 §2.2.1, RFC 8707 §2; the last two as in RFC 6749 §4.1.2.1. */
export const OAUTH_ERRORS = [
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
  'invalid_target',
  'unsupported_token_type',
  'server_error',
  'temporarily_unavailable',
] as const;

type OAuthError = (typeof OAUTH_ERRORS)[number];

/** The `error` of every fault; exhaustive by its type. */
const ERROR: Readonly<Record<AuthErrorCode, OAuthError>> = {
  VALIDATION_FAILED: 'invalid_request',
  MALFORMED_REQUEST: 'invalid_request',
  USERNAME_TAKEN: 'invalid_request',
  EMAIL_TAKEN: 'invalid_request',
  EXTERNAL_ID_TAKEN: 'invalid_request',
  WEAK_PASSWORD: 'invalid_request',
  UNKNOWN_PROVIDER: 'invalid_request',
  IDENTITY_TAKEN: 'invalid_request',
  LAST_CREDENTIAL: 'invalid_request',
  LAST_FACTOR: 'invalid_request',
  TOO_MANY_FACTORS: 'invalid_request',
  LAST_ADMINISTRATOR: 'invalid_request',
  NEW_PASSWORD_REQUIRED: 'invalid_grant',
  ACCOUNT_CLOSING: 'invalid_grant',
  PROVISIONED_ACCOUNT: 'unauthorized_client',
  PRECONDITION_FAILED: 'invalid_request',
  PRECONDITION_REQUIRED: 'invalid_request',
  UNSUPPORTED_GRANT_TYPE: 'unsupported_grant_type',
  INVALID_SCOPE: 'invalid_scope',
  INVALID_TARGET: 'invalid_target',
  UNSUPPORTED_TOKEN_TYPE: 'unsupported_token_type',
  INVALID_CREDENTIALS: 'invalid_grant',
  INVALID_AUTH_CODE: 'invalid_grant',
  INVALID_LINK: 'invalid_grant',
  ACCOUNT_LINK_REQUIRED: 'invalid_grant',
  MFA_REQUIRED: 'invalid_grant',
  INVALID_FACTOR: 'invalid_grant',
  INSUFFICIENT_AUTHENTICATION: 'invalid_grant',
  INVALID_TOKEN: 'invalid_grant',
  INVALID_CLIENT: 'invalid_client',
  FORBIDDEN: 'unauthorized_client',
  REGISTRATION_CLOSED: 'unauthorized_client',
  SIGNUP_CLOSED: 'unauthorized_client',
  NOT_FOUND: 'invalid_request',
  METHOD_NOT_ALLOWED: 'invalid_request',
  PAYLOAD_TOO_LARGE: 'invalid_request',
  UNSUPPORTED_MEDIA_TYPE: 'invalid_request',
  TOO_MANY_REQUESTS: 'temporarily_unavailable',
  INTERNAL_ERROR: 'server_error',
  PROVIDER_UNAVAILABLE: 'temporarily_unavailable',
  OVERLOADED: 'temporarily_unavailable',
};

/** The body of every failure below `/oauth2/`; no other one is to be had there. */
export const oauthFaults: FaultDialect = {
  only: true,
  message: (fault) =>
    fault.code === 'VALIDATION_FAILED'
      ? fault.details.map(({ message }) => message).join(' ')
      : undefined,
  body: ({ code, message }) => ({ error: ERROR[code], error_description: message }),
};
