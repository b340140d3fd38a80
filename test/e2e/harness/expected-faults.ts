import { STATUS_CODES } from 'node:http';
import { aTimestamp, anEnvelopeTimestamp, type ExpectedAnswer } from './golden.js';

export interface ExpectedFault {
  readonly status: number;
  readonly errorCode: unknown;
  readonly message: unknown;
  readonly details?: unknown;
}

interface Detail {
  readonly field: string;
  readonly message: string;
}

/** The one body of every fault outside the success-flag routes. */
export function fault(path: string, expected: ExpectedFault): ExpectedAnswer {
  const { status, errorCode, message, details } = expected;
  const body = {
    timestamp: aTimestamp,
    status,
    error: STATUS_CODES[status],
    errorCode,
    message,
    path,
    ...(details === undefined ? {} : { details }),
  };
  return { status, body };
}

/** The same on the envelope's routes and the combined login. */
export function envelopeFault(path: string, expected: ExpectedFault): ExpectedAnswer {
  const { status, body } = fault(path, expected);
  return { status, body: { ...Object(body), timestamp: anEnvelopeTimestamp, data: null } };
}

/** Everything under `/api/auth/`. */
export function flagFault(status: number, message: unknown): ExpectedAnswer {
  return { status, body: { success: false, message } };
}

const SENTENCES: Readonly<Record<string, string>> = {
  username: 'Username is required.',
  password: 'Password is required.',
  refreshToken: 'Refresh token is required.',
  authCode: 'Authorization code is required.',
};

export function missing(...fields: readonly string[]): ExpectedFault {
  const details: readonly Detail[] = fields.map((field) => ({
    field,
    message: SENTENCES[field] ?? '',
  }));
  const sentences = details.map(({ message }) => message).join(' ');
  return {
    status: 400,
    errorCode: 'VALIDATION_FAILED',
    message: `Validation failed: ${sentences}`,
    details,
  };
}

/** A field that is there but will not do; the sentence is the server's own. */
export function invalid(field: string): ExpectedFault {
  return {
    status: 400,
    errorCode: 'VALIDATION_FAILED',
    message: expect.stringMatching(/^Validation failed: \S/),
    details: expect.arrayContaining([{ field, message: expect.any(String) }]),
  };
}

const plain = (status: number, errorCode: string, message: string): ExpectedFault => ({
  status,
  errorCode,
  message,
});

export const MALFORMED = plain(400, 'MALFORMED_REQUEST', 'Malformed request.');
export const USERNAME_TAKEN = plain(400, 'USERNAME_TAKEN', 'Username already exists');
export const EMAIL_TAKEN = plain(400, 'EMAIL_TAKEN', 'Email already exists');
export const UNKNOWN_PROVIDER = plain(400, 'UNKNOWN_PROVIDER', 'Unknown identity provider.');
export const INVALID_CREDENTIALS = plain(401, 'INVALID_CREDENTIALS', 'Invalid credentials');
export const INVALID_LOGIN = plain(401, 'INVALID_CREDENTIALS', 'Invalid username or password');
export const INVALID_TOKEN = plain(401, 'INVALID_TOKEN', 'Invalid or expired token');
export const FORBIDDEN = plain(403, 'FORBIDDEN', 'Forbidden.');
export const REGISTRATION_CLOSED = plain(403, 'REGISTRATION_CLOSED', 'Registration is closed.');
export const NEW_PASSWORD_REQUIRED = plain(
  403,
  'NEW_PASSWORD_REQUIRED',
  'A new password is required.',
);
export const NOT_FOUND = plain(404, 'NOT_FOUND', 'Not found.');
export const METHOD_NOT_ALLOWED = plain(405, 'METHOD_NOT_ALLOWED', 'Method not allowed.');
export const PAYLOAD_TOO_LARGE = plain(413, 'PAYLOAD_TOO_LARGE', 'Payload too large.');
export const UNSUPPORTED = plain(415, 'UNSUPPORTED_MEDIA_TYPE', 'Unsupported media type.');
export const INTERNAL = plain(500, 'INTERNAL_ERROR', 'An unexpected server error occurred');
export const ENVELOPE_INTERNAL = plain(500, 'INTERNAL_ERROR', 'An unexpected error occurred');
export const OVERLOADED = plain(503, 'OVERLOADED', 'Service busy, try again.');
