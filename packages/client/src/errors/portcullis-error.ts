import type { ErrorCode as ServerErrorCode, FaultDetail } from '../api/openapi.js';

/** What goes wrong on this side of the network. */
export type ClientErrorCode =
  /** No answer came, or none that this server writes: offline, a time-out, a broken proxy. */
  | 'NETWORK_FAILURE'
  /** The answer of a provider is not to a sign-in that began here. */
  | 'STATE_MISMATCH'
  /** The provider, or the person there, refused the sign-in. */
  | 'SIGN_IN_REFUSED';

/** The codes that are known today; a newer server may answer others. */
export type ErrorCode =
  ServerErrorCode | 'MFA_REQUIRED' | ClientErrorCode | (string & Record<never, never>);

type Facts = Pick<
  PortcullisError,
  'retryAfter' | 'details' | 'requestId' | 'challengeId' | 'methods' | 'status'
>;

export interface ErrorFacts extends Partial<Facts> {
  readonly errorCode: ErrorCode;
  readonly message: string;
  readonly cause?: unknown;
}

/** Both builds of this package may be loaded in one page, each with a class of its own. */
const MARK: unique symbol = Symbol.for('@portcullis/client/PortcullisError');

/** Everything that this package throws on purpose. The message holds nothing secret. */
export class PortcullisError extends Error {
  readonly [MARK] = true;
  override readonly name = 'PortcullisError';
  declare readonly errorCode: ErrorCode;
  /** The HTTP status; 0 where no answer came. */
  declare readonly status: number;
  /** Seconds to wait before the next attempt, where the server said so. */
  declare readonly retryAfter: number | undefined;
  /** What is wrong, field by field. */
  declare readonly details: readonly FaultDetail[] | undefined;
  /** Under which the server's log has the request. */
  declare readonly requestId: string | undefined;
  /** With `MFA_REQUIRED`: names the login that waits for a second factor. */
  declare readonly challengeId: string | undefined;
  /** With `MFA_REQUIRED`: the factors that would do. */
  declare readonly methods: readonly string[] | undefined;

  constructor({ message, cause, ...facts }: ErrorFacts) {
    super(message, { cause });
    Object.assign(this, { status: 0, ...facts });
  }
}

/** As `instanceof PortcullisError`, and also true for the class of the package's other build. */
export const isPortcullisError = (error: unknown): error is PortcullisError =>
  error instanceof Error && MARK in error;

/** The password is right, and a second factor is asked for. */
export interface MfaRequired extends PortcullisError {
  readonly errorCode: 'MFA_REQUIRED';
  readonly challengeId: string;
  readonly methods: readonly string[];
}

export const isMfaRequired = (error: unknown): error is MfaRequired =>
  isPortcullisError(error) && error.errorCode === 'MFA_REQUIRED';

export const networkFailure = (cause?: unknown): PortcullisError =>
  new PortcullisError({
    errorCode: 'NETWORK_FAILURE',
    message: 'The server could not be reached.',
    cause,
  });
