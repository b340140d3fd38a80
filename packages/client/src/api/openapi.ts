// Made of openapi.json by scripts/client-types.mjs; `npm run build:client` writes it anew.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    readonly AccountAnswer: {
      /** @example John Doe */
      readonly displayName: string;
      /** @example user@example.com */
      readonly email: string | null;
      /**
       * @example [
       *       "user"
       *     ]
       */
      readonly roles: readonly string[];
      /**
       * @description Never changes
       * @example 3d813cbb-47fb-42ba-91df-831e1593ac29
       */
      readonly uid: string;
      /**
       * @description Username as registered
       * @example newuser
       */
      readonly username: string;
    };
    readonly AuthorizationAnswer: {
      /**
       * Format: uri
       * @description Where the browser goes
       * @example https://accounts.google.com/o/oauth2/v2/auth?client_id=a-client
       */
      readonly authorizationUrl: string;
      /** @description Comes back with the code; good for 10 minutes, once */
      readonly state: string;
    };
    readonly AuthorizationRequest: {
      /**
       * @description One of those registered for the provider; may be left out where there is one
       * @example https://your.app.com/callback
       */
      readonly redirectUri?: string;
    };
    readonly BearerAnswer: {
      /**
       * @description Access token, a signed JWT (RFC 9068)
       * @example eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJuZXd1c2VyIn0.c2lnbmF0dXJl
       */
      readonly accessToken: string;
      /**
       * @description Life of the access token in seconds
       * @example 3600
       */
      readonly expiresIn: number;
      /**
       * @example Bearer
       * @enum {string}
       */
      readonly tokenType: 'Bearer';
    };
    readonly EnvelopeSession: {
      /** @example John Doe */
      readonly displayName: string;
      /**
       * @description Refresh token, a signed JWT
       * @example eyJhbGciOiJSUzI1NiIsInR5cCI6InJ0K2p3dCJ9.eyJzdWIiOiJuZXd1c2VyIn0.c2lnbmF0dXJl
       */
      readonly refreshToken: string;
      /**
       * @description Access token, a signed JWT (RFC 9068)
       * @example eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJuZXd1c2VyIn0.c2lnbmF0dXJl
       */
      readonly token: string;
      /**
       * @description Username as registered
       * @example newuser
       */
      readonly username: string;
    };
    readonly EnvelopeSessionAnswer: {
      readonly data: components['schemas']['EnvelopeSession'];
      /** @example Authentication successful */
      readonly message: string;
      /**
       * @description The HTTP status
       * @example 200
       */
      readonly status: number;
      /**
       * @description ISO 8601, UTC to the second, without suffix
       * @example 2026-01-15T09:30:00
       */
      readonly timestamp: string;
    };
    /** @enum {string} */
    readonly ErrorCode:
      | 'VALIDATION_FAILED'
      | 'MALFORMED_REQUEST'
      | 'USERNAME_TAKEN'
      | 'EMAIL_TAKEN'
      | 'WEAK_PASSWORD'
      | 'UNKNOWN_PROVIDER'
      | 'IDENTITY_TAKEN'
      | 'LAST_CREDENTIAL'
      | 'INVALID_LINK'
      | 'LAST_FACTOR'
      | 'TOO_MANY_FACTORS'
      | 'LAST_ADMINISTRATOR'
      | 'INVALID_CREDENTIALS'
      | 'INVALID_AUTH_CODE'
      | 'ACCOUNT_LINK_REQUIRED'
      | 'MFA_REQUIRED'
      | 'INVALID_FACTOR'
      | 'INSUFFICIENT_AUTHENTICATION'
      | 'INVALID_TOKEN'
      | 'INVALID_CLIENT'
      | 'FORBIDDEN'
      | 'NEW_PASSWORD_REQUIRED'
      | 'ACCOUNT_CLOSING'
      | 'PROVISIONED_ACCOUNT'
      | 'REGISTRATION_CLOSED'
      | 'SIGNUP_CLOSED'
      | 'NOT_FOUND'
      | 'METHOD_NOT_ALLOWED'
      | 'PRECONDITION_FAILED'
      | 'PAYLOAD_TOO_LARGE'
      | 'UNSUPPORTED_MEDIA_TYPE'
      | 'PRECONDITION_REQUIRED'
      | 'TOO_MANY_REQUESTS'
      | 'INTERNAL_ERROR'
      | 'PROVIDER_UNAVAILABLE'
      | 'OVERLOADED';
    readonly ExchangeRequest: {
      /**
       * @description Authorization code
       * @example a-code
       */
      readonly authCode: string;
      /**
       * @description PKCE (RFC 7636)
       * @example a-verifier
       */
      readonly codeVerifier?: string;
      /**
       * @description Name of a configured provider
       * @example google
       */
      readonly provider: string;
      /** @example https://your.app.com/callback */
      readonly redirectUri?: string;
      /** @example a-state */
      readonly state?: string;
    };
    readonly ExternalAnswer: {
      /**
       * @description Access token, a signed JWT (RFC 9068)
       * @example eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJuZXd1c2VyIn0.c2lnbmF0dXJl
       */
      readonly accessToken: string;
      /**
       * @description Life of the access token in seconds
       * @example 3600
       */
      readonly expiresIn: number;
      /** @example Tokens generated successfully. */
      readonly message: string;
      /**
       * @example Bearer
       * @enum {string}
       */
      readonly tokenType: 'Bearer';
    };
    readonly FaultAnswer: {
      /**
       * @description For POST /api/v1/auth/mfa
       * @example q0uQbJ9dYw3zv7T1n5mXr2cK8sEhLfPgAiVtOy6BDxM
       */
      readonly challengeId?: string;
      /** @description What is wrong, field by field */
      readonly details?: readonly components['schemas']['FaultDetail'][];
      /**
       * @description Reason phrase of the status
       * @example Bad Request
       */
      readonly error: string;
      readonly errorCode: components['schemas']['ErrorCode'];
      /**
       * @description Seconds
       * @example 300
       */
      readonly expiresIn?: number;
      /** @example Validation failed: Username is required. */
      readonly message: string;
      /**
       * @example [
       *       "totp",
       *       "recovery-code"
       *     ]
       */
      readonly methods?: readonly ('totp' | 'recovery-code' | 'enrol-totp')[];
      /**
       * @description Path of the request, without query
       * @example /api/v1/auth/token
       */
      readonly path: string;
      /**
       * @description The HTTP status
       * @example 400
       */
      readonly status: number;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       * @example 2026-01-15T09:30:00.000Z
       */
      readonly timestamp: string;
    };
    readonly FaultDetail: {
      /** @example username */
      readonly field: string;
      /** @example Username is required. */
      readonly message: string;
    };
    readonly FlagFaultAnswer: {
      /** @description What a login needs more, where it needs a second factor */
      readonly data?: components['schemas']['LoginChallengeAnswer'];
      /** @example Invalid username or password */
      readonly message: string;
      /**
       * @example false
       * @enum {boolean}
       */
      readonly success: false;
    };
    readonly FlagLoginAnswer: {
      readonly data: components['schemas']['FlagSession'];
      /** @example Login successful */
      readonly message: string;
      /**
       * @example true
       * @enum {boolean}
       */
      readonly success: true;
    };
    readonly FlagRefreshAnswer: {
      readonly data: components['schemas']['RefreshedFlagSession'];
      /** @example Login successful */
      readonly message: string;
      /**
       * @example true
       * @enum {boolean}
       */
      readonly success: true;
    };
    readonly FlagSession: {
      /** @example user@example.com */
      readonly email: string | null;
      /**
       * @description Refresh token, a signed JWT
       * @example eyJhbGciOiJSUzI1NiIsInR5cCI6InJ0K2p3dCJ9.eyJzdWIiOiJuZXd1c2VyIn0.c2lnbmF0dXJl
       */
      readonly refreshToken: string;
      /**
       * @example [
       *       "user"
       *     ]
       */
      readonly roles: readonly string[];
      /**
       * @description Access token, a signed JWT (RFC 9068)
       * @example eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJuZXd1c2VyIn0.c2lnbmF0dXJl
       */
      readonly token: string;
      /**
       * @description Username as registered
       * @example newuser
       */
      readonly username: string;
    };
    readonly LoginChallengeAnswer: {
      /**
       * @description For POST /api/v1/auth/mfa
       * @example q0uQbJ9dYw3zv7T1n5mXr2cK8sEhLfPgAiVtOy6BDxM
       */
      readonly challengeId: string;
      /**
       * @description Seconds
       * @example 300
       */
      readonly expiresIn: number;
      /**
       * @example [
       *       "totp",
       *       "recovery-code"
       *     ]
       */
      readonly methods: readonly ('totp' | 'recovery-code' | 'enrol-totp')[];
    };
    readonly LoginRequest: {
      /**
       * Format: password
       * @example securepassword123
       */
      readonly password: string;
      /** @example newuser */
      readonly username: string;
    };
    readonly LogoutRequest: {
      /** @example the-last-refresh-token-received */
      readonly refreshToken?: string;
      /**
       * @description Which sessions of the account end: the token’s own, all but that one, or all
       * @default this
       * @enum {string}
       */
      readonly scope: 'this' | 'others' | 'all';
    };
    readonly MfaRequest: {
      /**
       * @description Of the answer `MFA_REQUIRED`
       * @example q0uQbJ9dYw3zv7T1n5mXr2cK8sEhLfPgAiVtOy6BDxM
       */
      readonly challengeId: string;
      /**
       * @description Six digits, or a recovery code
       * @example 123456
       */
      readonly code: string;
      /**
       * @description What the code is of
       * @default totp
       * @example totp
       * @enum {string}
       */
      readonly method: 'totp' | 'recovery-code';
    };
    readonly Provider: {
      /**
       * @description For people
       * @example Google
       */
      readonly label: string;
      /**
       * @description For requests
       * @example google
       */
      readonly name: string;
    };
    readonly ProvidersAnswer: {
      readonly providers: readonly components['schemas']['Provider'][];
    };
    readonly RefreshedEnvelopeAnswer: {
      readonly data: components['schemas']['RefreshedEnvelopeSession'];
      /** @example Authentication successful */
      readonly message: string;
      /**
       * @description The HTTP status
       * @example 200
       */
      readonly status: number;
      /**
       * @description ISO 8601, UTC to the second, without suffix
       * @example 2026-01-15T09:30:00
       */
      readonly timestamp: string;
    };
    readonly RefreshedEnvelopeSession: {
      /** @example John Doe */
      readonly displayName: string;
      /**
       * @description The next refresh token, when the last one came in the body
       * @example eyJhbGciOiJSUzI1NiIsInR5cCI6InJ0K2p3dCJ9.eyJzdWIiOiJuZXd1c2VyIn0.c2lnbmF0dXJl
       */
      readonly refreshToken?: string;
      /**
       * @description Access token, a signed JWT (RFC 9068)
       * @example eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJuZXd1c2VyIn0.c2lnbmF0dXJl
       */
      readonly token: string;
      /**
       * @description Username as registered
       * @example newuser
       */
      readonly username: string;
    };
    readonly RefreshedFlagSession: {
      /**
       * @description Access token, a signed JWT (RFC 9068)
       * @example eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJuZXd1c2VyIn0.c2lnbmF0dXJl
       */
      readonly accessToken: string;
      /** @example user@example.com */
      readonly email: string | null;
      /**
       * @description The next refresh token, when the last one came in the body
       * @example eyJhbGciOiJSUzI1NiIsInR5cCI6InJ0K2p3dCJ9.eyJzdWIiOiJuZXd1c2VyIn0.c2lnbmF0dXJl
       */
      readonly refreshToken?: string;
      /**
       * @example [
       *       "user"
       *     ]
       */
      readonly roles: readonly string[];
      /**
       * @description Username as registered
       * @example newuser
       */
      readonly username: string;
    };
    readonly RefreshRequest: {
      /** @example the-last-refresh-token-received */
      readonly refreshToken: string;
    };
    readonly RegistrationRequest: {
      /**
       * @description The username when left out
       * @example John Doe
       */
      readonly displayName?: string;
      /**
       * Format: email
       * @description Unique, case ignored
       * @example user@example.com
       */
      readonly email: string;
      /**
       * Format: password
       * @description No common password, neither the name nor the address
       * @example securepassword123
       */
      readonly password: string;
      /**
       * @description Letters, marks, digits and `._-@+`; unique, case ignored
       * @example newuser
       */
      readonly username: string;
    };
    readonly SessionAnswer: {
      /** @example token-pair */
      readonly contract: string;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       * @example 2026-01-15T09:30:00.000Z
       */
      readonly createdAt: string;
      /**
       * @description Whether it is the session that asks
       * @example true
       */
      readonly current: boolean;
      /**
       * @description Browser and system of the last use, as far as they are known
       * @example Firefox on Windows
       */
      readonly device: string | null;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       * @example 2026-01-15T09:30:00.000Z
       */
      readonly expiresAt: string;
      /**
       * @description Where the session was opened from
       * @example 203.0.113.7
       */
      readonly firstAddress: string;
      /**
       * @description The `sid` of its tokens
       * @example 01980c5e-7d1a-7c3e-9f52-3b6f0a8c41d8
       */
      readonly id: string;
      /**
       * @description Where it was last opened or refreshed from
       * @example 203.0.113.7
       */
      readonly lastAddress: string;
      /**
       * Format: date-time
       * @description ISO 8601, UTC
       * @example 2026-01-15T09:30:00.000Z
       */
      readonly lastUsedAt: string;
    };
    readonly SessionsAnswer: {
      /**
       * @description The `cursor` of the next page; null on the last one
       * @example null
       */
      readonly nextCursor: string | null;
      readonly sessions: readonly components['schemas']['SessionAnswer'][];
    };
    readonly TokenPairAnswer: {
      /**
       * @description Access token, a signed JWT (RFC 9068)
       * @example eyJhbGciOiJSUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiJuZXd1c2VyIn0.c2lnbmF0dXJl
       */
      readonly accessToken: string;
      /**
       * @description Refresh token, a signed JWT
       * @example eyJhbGciOiJSUzI1NiIsInR5cCI6InJ0K2p3dCJ9.eyJzdWIiOiJuZXd1c2VyIn0.c2lnbmF0dXJl
       */
      readonly refreshToken: string;
    };
  };
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type AccountAnswer = components['schemas']['AccountAnswer'];
export type AuthorizationAnswer = components['schemas']['AuthorizationAnswer'];
export type AuthorizationRequest = components['schemas']['AuthorizationRequest'];
export type BearerAnswer = components['schemas']['BearerAnswer'];
export type EnvelopeSession = components['schemas']['EnvelopeSession'];
export type EnvelopeSessionAnswer = components['schemas']['EnvelopeSessionAnswer'];
export type ErrorCode = components['schemas']['ErrorCode'];
export type ExchangeRequest = components['schemas']['ExchangeRequest'];
export type ExternalAnswer = components['schemas']['ExternalAnswer'];
export type FaultAnswer = components['schemas']['FaultAnswer'];
export type FaultDetail = components['schemas']['FaultDetail'];
export type FlagFaultAnswer = components['schemas']['FlagFaultAnswer'];
export type FlagLoginAnswer = components['schemas']['FlagLoginAnswer'];
export type FlagRefreshAnswer = components['schemas']['FlagRefreshAnswer'];
export type FlagSession = components['schemas']['FlagSession'];
export type LoginChallengeAnswer = components['schemas']['LoginChallengeAnswer'];
export type LoginRequest = components['schemas']['LoginRequest'];
export type LogoutRequest = components['schemas']['LogoutRequest'];
export type MfaRequest = components['schemas']['MfaRequest'];
export type Provider = components['schemas']['Provider'];
export type ProvidersAnswer = components['schemas']['ProvidersAnswer'];
export type RefreshedEnvelopeAnswer = components['schemas']['RefreshedEnvelopeAnswer'];
export type RefreshedEnvelopeSession = components['schemas']['RefreshedEnvelopeSession'];
export type RefreshedFlagSession = components['schemas']['RefreshedFlagSession'];
export type RefreshRequest = components['schemas']['RefreshRequest'];
export type RegistrationRequest = components['schemas']['RegistrationRequest'];
export type SessionAnswer = components['schemas']['SessionAnswer'];
export type SessionsAnswer = components['schemas']['SessionsAnswer'];
export type TokenPairAnswer = components['schemas']['TokenPairAnswer'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
