import { ClientError, ResponseBodyError, WWWAuthenticateChallengeError } from 'openid-client';
import { isClaims } from './claims.js';

/** The provider, or what it says, refuses the code. */
export type CodeRefusal = 'code-refused' | 'id-token-refused';

/** The provider does not do its part, for whatever code. */
export type ProviderTrouble =
  | 'timed-out'
  | 'unreachable'
  | 'failing'
  | 'bad-answer'
  | 'too-large'
  | 'client-refused'
  | 'resting';

export type ProviderFailureReason = CodeRefusal | ProviderTrouble;

/** Why a code did not become a profile. Holds nothing that the provider or the client sent. */
export class ProviderFailure extends Error {
  override readonly name = 'ProviderFailure';

  /**
   * @param detail a constant of this code or of a library, for the log
   * @param bySender whether what was sent, rather than the provider, seems to be the cause
   */
  constructor(
    readonly reason: ProviderFailureReason,
    readonly detail: string,
    readonly bySender = false,
  ) {
    super(`${reason} (${detail})`);
  }
}

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
function refusalOf(error: string): ProviderFailure {
  if (CLIENT_ERRORS.has(error)) return new ProviderFailure('client-refused', error);
  if (OWN_ERRORS.has(error)) return new ProviderFailure('failing', error);
  const known = CODE_ERRORS.has(error) ? error : 'another OAuth error';
  return new ProviderFailure('code-refused', known);
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
export function failureOf(error: unknown): ProviderFailure {
  for (const cause of causes(error)) if (cause instanceof ProviderFailure) return cause;
  if (error instanceof ResponseBodyError) return refusalOf(error.error);
  if (error instanceof WWWAuthenticateChallengeError) {
    return new ProviderFailure('client-refused', 'challenge');
  }
  if (error instanceof ClientError) {
    const detail = error.code ?? 'client error';
    return new ProviderFailure(aboutToken(error) ? 'id-token-refused' : 'bad-answer', detail);
  }
  return new ProviderFailure('bad-answer', error instanceof Error ? error.name : 'unknown');
}
