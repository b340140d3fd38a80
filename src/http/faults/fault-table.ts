import { limitHeaders } from './limit-headers.js';
import type { AuthErrorCode, Fault } from '../../errors/auth-error.js';

/** The status of every fault; exhaustive by its type. */
const STATUS: Readonly<Record<AuthErrorCode, number>> = {
  VALIDATION_FAILED: 400,
  MALFORMED_REQUEST: 400,
  USERNAME_TAKEN: 400,
  EMAIL_TAKEN: 400,
  WEAK_PASSWORD: 400,
  UNKNOWN_PROVIDER: 400,
  IDENTITY_TAKEN: 400,
  LAST_WAY_IN: 400,
  INVALID_CREDENTIALS: 401,
  INVALID_AUTH_CODE: 401,
  ACCOUNT_LINK_REQUIRED: 401,
  INVALID_TOKEN: 401,
  FORBIDDEN: 403,
  REGISTRATION_CLOSED: 403,
  SIGNUP_CLOSED: 403,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  PAYLOAD_TOO_LARGE: 413,
  UNSUPPORTED_MEDIA_TYPE: 415,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_ERROR: 500,
  PROVIDER_UNAVAILABLE: 502,
  OVERLOADED: 503,
};

/** Every `errorCode` that an answer can carry. */
export const FAULT_CODES: readonly string[] = Object.keys(STATUS);

type WordlessCode = Exclude<
  AuthErrorCode,
  'VALIDATION_FAILED' | 'WEAK_PASSWORD' | 'ACCOUNT_LINK_REQUIRED'
>;

const MESSAGE: Readonly<Record<WordlessCode, string>> = {
  MALFORMED_REQUEST: 'Malformed request.',
  USERNAME_TAKEN: 'Username already exists',
  EMAIL_TAKEN: 'Email already exists',
  UNKNOWN_PROVIDER: 'Unknown identity provider.',
  IDENTITY_TAKEN: 'Identity already belongs to another account.',
  LAST_WAY_IN: 'The only way to sign in cannot be removed.',
  INVALID_CREDENTIALS: 'Invalid credentials',
  INVALID_AUTH_CODE: 'The provided authorization code is invalid or expired.',
  INVALID_TOKEN: 'Invalid or expired token',
  FORBIDDEN: 'Forbidden.',
  REGISTRATION_CLOSED: 'Registration is closed.',
  SIGNUP_CLOSED: 'Sign-up is closed.',
  NOT_FOUND: 'Not found.',
  METHOD_NOT_ALLOWED: 'Method not allowed.',
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

/** RFC 6750 §3: a request without a token is told no more than how to bring one. */
const challengeOf = (fault: Fault): string =>
  fault.code === 'INVALID_TOKEN' && fault.token === 'access'
    ? 'Bearer error="invalid_token"'
    : 'Bearer';

/** Headers that a fault brings along, beside those of every answer. */
export function headersOf(fault: Fault): Readonly<Record<string, string>> {
  if ('allow' in fault) return { allow: fault.allow.join(', ') };
  if (fault.code === 'TOO_MANY_REQUESTS') return limitHeaders(fault.retryAfter);
  if ('retryAfter' in fault) return { 'retry-after': String(fault.retryAfter) };
  // RFC 9110 §11.6.1: a 401 names at least one challenge.
  return statusOf(fault) === 401 ? { 'www-authenticate': challengeOf(fault) } : {};
}
