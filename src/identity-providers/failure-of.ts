import { ClientError, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';
import { isClaims } from './claims.js';
import { ExchangeFailure } from './exchange-failure.js';

/** RFC 6749 §5.2; providers disagree about which of the two an unknown code is. */
const CODE_ERRORS: ReadonlySet<string> = new Set(['invalid_grant', 'invalid_request']);
const CLIENT_ERRORS: ReadonlySet<string> = new Set([
  'invalid_client',
  'unauthorized_client',
  'unsupported_grant_type',
  'invalid_scope',
]);

const ID_TOKEN_CODES: ReadonlySet<string> = new Set([
  'OAUTH_JWT_CLAIM_COMPARISON_FAILED',
  'OAUTH_JWT_TIMESTAMP_CHECK_FAILED',
  'OAUTH_KEY_SELECTION_FAILED',
]);
/** Said of a token's header, claims and signature, and also of the answer that carries it. */
const AMBIGUOUS_CODES: ReadonlySet<string> = new Set([
  'OAUTH_INVALID_RESPONSE',
  'OAUTH_UNSUPPORTED_OPERATION',
]);

function* causes(error: unknown): Generator {
  for (let each = error; each !== undefined && each !== null;) {
    yield each;
    each = each instanceof Error ? each.cause : undefined;
  }
}

/** Said of the provider itself (RFC 6749 §4.1.2.1), though some say it at the token endpoint. */
const OWN_ERRORS: ReadonlySet<string> = new Set(['server_error', 'temporarily_unavailable']);

/** Anything else that a provider says to a code, such as `access_denied`, refuses the code. */
function refusalOf(error: string): ExchangeFailure {
  if (CLIENT_ERRORS.has(error)) return new ExchangeFailure('client-refused', error);
  if (OWN_ERRORS.has(error)) return new ExchangeFailure('failing', error);
  const known = CODE_ERRORS.has(error) ? error : 'another OAuth error';
  return new ExchangeFailure('code-refused', known);
}

/** The library hangs the answer's body on errors about the answer, and on no others. */
function aboutToken(error: ClientError): boolean {
  if (ID_TOKEN_CODES.has(error.code ?? '')) return true;
  return (
    AMBIGUOUS_CODES.has(error.code ?? '') &&
    ![...causes(error)].some((cause) => isClaims(cause) && 'body' in cause)
  );
}

/** What went wrong, in our own words: the library's errors hold tokens and answers. */
export function failureOf(error: unknown): ExchangeFailure {
  for (const cause of causes(error)) if (cause instanceof ExchangeFailure) return cause;
  if (error instanceof ResponseBodyError) return refusalOf(error.error);
  if (error instanceof WWWAuthenticateChallengeError) {
    return new ExchangeFailure('client-refused', 'challenge');
  }
  if (error instanceof ClientError) {
    const detail = error.code ?? 'client error';
    return new ExchangeFailure(aboutToken(error) ? 'id-token-refused' : 'bad-answer', detail);
  }
  return new ExchangeFailure('bad-answer', error instanceof Error ? error.name : 'unknown');
}
