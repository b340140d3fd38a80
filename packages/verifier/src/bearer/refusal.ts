import type { TokenRefused } from '../refusals/token-refused.js';

/** The codes of RFC 6750 §3.1, and one for a service that cannot judge at the moment. */
type BearerError = 'invalid_token' | 'insufficient_scope' | 'temporarily_unavailable';

/** How a request is turned away, whatever the framework. */
export interface Refusal {
  readonly status: 401 | 403 | 503;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: { readonly error?: BearerError; readonly error_description: string };
}

/** Value of `WWW-Authenticate`; our own texts have neither quotes nor backslashes. */
const challenge = (error: BearerError, description: string): string =>
  `Bearer error="${error}", error_description="${description}"`;

const refusal = (status: 401 | 403, error: BearerError, description: string): Refusal => ({
  status,
  headers: { 'www-authenticate': challenge(error, description) },
  body: { error, error_description: description },
});

/** A request without credentials is told of none of the errors (RFC 6750 §3.1). */
export const NO_TOKEN: Refusal = {
  status: 401,
  headers: { 'www-authenticate': 'Bearer realm="api"' },
  body: { error_description: 'A bearer token is needed.' },
};

export const LACKS_ROLE: Refusal = refusal(
  403,
  'insufficient_scope',
  'The token does not allow this.',
);

/** Seconds after which a service that knows too little may know more. */
const RETRY_AFTER = '1';

/** The token is not at fault where this service cannot judge it. */
const unavailable = (description: string): Refusal => ({
  status: 503,
  headers: { 'retry-after': RETRY_AFTER },
  body: { error: 'temporarily_unavailable', error_description: description },
});

export const refusalOf = ({ code, message }: TokenRefused): Refusal =>
  code === 'stale' ? unavailable(message) : refusal(401, 'invalid_token', message);
