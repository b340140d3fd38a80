/** Who asked, as far as the connection tells. */
export interface EventOrigin {
  readonly requestId: string;
  readonly address: string;
  readonly userAgent: string | null;
}

/** Keyed hash of a name nobody has: people type passwords into the name field. */
export type NameDigest = string & { readonly __brand: 'NameDigest' };

type LoginFailure =
  | { readonly cause: 'unknown-user'; readonly nameDigest: NameDigest }
  | {
      readonly cause: 'wrong-password' | 'user-disabled' | 'no-password';
      readonly userId: string;
    };

/** Why an authorization code came to nothing. */
export type ExchangeRefusal =
  | 'unknown-state'
  | 'foreign-state'
  | 'foreign-browser'
  | 'code-reused'
  | 'code-refused'
  | 'id-token-refused'
  | 'timed-out'
  | 'unreachable'
  | 'failing'
  | 'bad-answer'
  | 'too-large'
  | 'client-refused'
  | 'resting'
  | 'user-disabled'
  | 'sign-up-closed'
  | 'link-required'
  | 'identity-taken';

/** What showed, after the grace, that a successor is asked for by the one who was given it. */
export type RetryGrounds = 'same-device' | 'same-place';

/** Why a superseded refresh token was refused. */
export type ReuseCause = 'successor-used' | 'too-late' | 'elsewhere';

/** Every decision the server makes about somebody's access. No member can hold a secret. */
export type AuditEvent =
  | {
      readonly type: 'login-succeeded';
      readonly userId: string;
      readonly sessionId: string;
      readonly contract: string;
    }
  | ({ readonly type: 'login-failed'; readonly contract: string } & LoginFailure)
  | { readonly type: 'user-registered'; readonly userId: string; readonly sessionId: string }
  | {
      readonly type: 'session-refreshed' | 'refresh-replayed';
      readonly userId: string;
      readonly sessionId: string;
      /** The generation that the presented token named. */
      readonly generation: number;
    }
  | {
      readonly type: 'refresh-retried';
      readonly userId: string;
      readonly sessionId: string;
      readonly generation: number;
      readonly grounds: RetryGrounds;
    }
  | {
      readonly type: 'refresh-reused';
      readonly userId: string;
      readonly sessionId: string;
      readonly generation: number;
      readonly cause: ReuseCause;
    }
  | {
      readonly type: 'refresh-refused';
      readonly userId: string;
      readonly sessionId: string;
      readonly cause: 'unknown-session' | 'revoked' | 'expired' | 'user-disabled' | 'user-gone';
    }
  | { readonly type: 'logged-out'; readonly userId: string; readonly sessionId: string }
  | {
      readonly type: 'session-revoked';
      readonly userId: string;
      readonly sessionId: string;
      readonly reason: 'reuse' | 'user-disabled' | 'user-gone';
    }
  | { readonly type: 'user-disabled' | 'user-enabled'; readonly userId: string }
  | {
      readonly type: 'exchange-succeeded' | 'user-signed-up' | 'identity-unlinked';
      readonly userId: string;
      readonly provider: string;
    }
  | {
      readonly type: 'identity-linked';
      readonly userId: string;
      readonly provider: string;
      /** What showed that account and identity are the same person's. */
      readonly grounds: 'verified-email' | 'asked-for';
    }
  | {
      readonly type: 'exchange-failed';
      /** Whose account it was about, where it got that far. */
      readonly userId: string | null;
      readonly provider: string;
      readonly cause: ExchangeRefusal;
    };

export type AuditEventType = AuditEvent['type'];
