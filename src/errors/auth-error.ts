/** One sentence about one field of a request. */
export interface FieldFault {
  readonly field: string;
  readonly problem: 'missing' | 'invalid';
  readonly message: string;
}

/** Faults that carry nothing beyond their code. */
export type PlainFaultCode =
  | 'MALFORMED_REQUEST'
  | 'USERNAME_TAKEN'
  | 'EMAIL_TAKEN'
  | 'EXTERNAL_ID_TAKEN'
  | 'UNKNOWN_PROVIDER'
  | 'INVALID_CREDENTIALS'
  | 'INVALID_AUTH_CODE'
  | 'INVALID_LINK'
  | 'INVALID_FACTOR'
  | 'INVALID_CLIENT'
  | 'UNSUPPORTED_GRANT_TYPE'
  | 'INVALID_SCOPE'
  | 'INVALID_TARGET'
  | 'UNSUPPORTED_TOKEN_TYPE'
  | 'FORBIDDEN'
  | 'REGISTRATION_CLOSED'
  | 'SIGNUP_CLOSED'
  | 'IDENTITY_TAKEN'
  | 'LAST_CREDENTIAL'
  | 'LAST_FACTOR'
  | 'TOO_MANY_FACTORS'
  | 'LAST_ADMINISTRATOR'
  | 'NEW_PASSWORD_REQUIRED'
  | 'ACCOUNT_CLOSING'
  | 'PROVISIONED_ACCOUNT'
  | 'PRECONDITION_FAILED'
  | 'PRECONDITION_REQUIRED'
  | 'NOT_FOUND'
  | 'PAYLOAD_TOO_LARGE'
  | 'UNSUPPORTED_MEDIA_TYPE'
  | 'INTERNAL_ERROR';

/** By what a login that needs more can go on. */
export type LoginMethod = 'totp' | 'recovery-code' | 'enrol-totp';

/** A login that needs another proof. */
export interface LoginChallenge {
  readonly challengeId: string;
  readonly methods: readonly LoginMethod[];
  /** Seconds. */
  readonly expiresIn: number;
}

/** Everything that can go wrong in a way a caller is told about. */
export type Fault =
  | { readonly code: PlainFaultCode }
  | { readonly code: 'VALIDATION_FAILED'; readonly details: readonly FieldFault[] }
  | { readonly code: 'WEAK_PASSWORD' | 'ACCOUNT_LINK_REQUIRED'; readonly advice: string }
  | {
      readonly code: 'INVALID_TOKEN';
      readonly expired: boolean;
      /** Whether none was there, or which kind it should have been. */
      readonly token: 'missing' | 'access' | 'refresh';
      /** What to do where it is missing. */
      readonly advice?: string;
    }
  | { readonly code: 'MFA_REQUIRED'; readonly challenge: LoginChallenge }
  | {
      readonly code: 'INSUFFICIENT_AUTHENTICATION';
      /** Seconds that the last proof may be old. */
      readonly maxAge: number;
      /** What the proof has to be of; null where a password will do. */
      readonly acr: string | null;
    }
  | { readonly code: 'METHOD_NOT_ALLOWED'; readonly allow: readonly string[] }
  | {
      readonly code: 'TOO_MANY_REQUESTS';
      /** Whole seconds until another try makes sense. */
      readonly retryAfter: number;
      /** Which limit refused, for the log. */
      readonly limit?: string;
      /** Digest of the account that was to be logged in to, for the log. */
      readonly account?: string;
    }
  | { readonly code: 'OVERLOADED'; readonly retryAfter: number }
  | {
      readonly code: 'PROVIDER_UNAVAILABLE';
      readonly timedOut: boolean;
      /** Whether what was sent seems to be the cause, so that it counts against its sender. */
      readonly bySender: boolean;
    };

export type AuthErrorCode = Fault['code'];

/** The only error that reaches a caller in words; any other becomes INTERNAL_ERROR. */
export class AuthError extends Error {
  override readonly name = 'AuthError';

  constructor(
    readonly fault: Fault,
    options?: ErrorOptions,
  ) {
    super(fault.code, options);
  }

  static of(code: PlainFaultCode, options?: ErrorOptions): AuthError {
    return new AuthError({ code }, options);
  }

  /** There is no token at all. */
  static missingToken(advice?: string): AuthError {
    const fault = { code: 'INVALID_TOKEN', expired: false, token: 'missing' } as const;
    return new AuthError(advice === undefined ? fault : { ...fault, advice });
  }

  static invalidAccessToken(expired = false): AuthError {
    return new AuthError({ code: 'INVALID_TOKEN', expired, token: 'access' });
  }

  static invalidRefreshToken(expired = false): AuthError {
    return new AuthError({ code: 'INVALID_TOKEN', expired, token: 'refresh' });
  }

  static invalidFields(...details: readonly FieldFault[]): AuthError {
    return new AuthError({ code: 'VALIDATION_FAILED', details });
  }
}
