import type { CodeRefusalCause, RetryGrounds, ReuseCause } from './audit-cause.js';
import type { ClientEvent } from './client-event.js';
import type { FactorEvent } from './factor-event.js';
import type { LeavingEvent } from './leaving-event.js';
import type { TrailEvent } from './trail-event.js';
import type { WebhookEvent } from './webhook-event.js';

/** Keyed hash of an unknown name: people type passwords into the name field. */
export type NameDigest = string & { readonly __brand: 'NameDigest' };

type LoginFailure =
  | { readonly cause: 'unknown-user'; readonly nameDigest: NameDigest }
  | {
      readonly cause:
        | 'wrong-password'
        | 'user-disabled'
        | 'no-password'
        | 'new-password-required'
        | 'password-changed'
        | 'account-closing';
      readonly userId: string;
    };

/** Every decision the server makes about access. No member can hold a secret. */
export type AuditEvent =
  | {
      readonly type: 'login-succeeded';
      readonly userId: string;
      readonly sessionId: string;
      readonly contract: string;
    }
  | ({ readonly type: 'login-failed'; readonly contract: string } & LoginFailure)
  | {
      readonly type: 'user-registered';
      readonly userId: string;
      /** Null where a second factor has to be enrolled first. */
      readonly sessionId: string | null;
    }
  | FactorEvent
  | LeavingEvent
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
      readonly cause:
        | 'unknown-session'
        | 'revoked'
        | 'expired'
        | 'user-disabled'
        | 'user-gone'
        | 'used-elsewhere';
    }
  | {
      readonly type: 'session-moved';
      readonly userId: string;
      readonly sessionId: string;
      /** What differs from the last refresh. */
      readonly move: 'network' | 'user-agent' | 'network-and-user-agent';
    }
  | { readonly type: 'logged-out'; readonly userId: string; readonly sessionId: string }
  | {
      readonly type: 'session-revoked';
      readonly userId: string;
      readonly sessionId: string;
      readonly reason:
        | 'reuse'
        | 'user-disabled'
        | 'user-gone'
        | 'ended-by-user'
        | 'ended-by-operator'
        | 'token-revoked'
        | 'password-reset'
        | 'password-changed'
        | 'session-limit'
        | 'used-elsewhere';
    }
  | {
      readonly type:
        | 'user-disabled'
        | 'user-enabled'
        | 'user-created'
        | 'user-deleted'
        | 'user-unlocked'
        | 'new-password-required'
        | 'password-set'
        | 'password-reset'
        | 'password-changed'
        | 'email-verification-requested'
        | 'email-verified'
        | 'email-change-requested'
        | 'email-changed';
      readonly userId: string;
    }
  | {
      /** Null for an address that no account has, or none that may have a new password by mail. */
      readonly type: 'password-reset-requested';
      readonly userId: string | null;
    }
  | {
      readonly type: 'user-updated';
      readonly userId: string;
      /** What was changed, between blanks; not to what. */
      readonly fields: string;
    }
  | {
      readonly type: 'roles-changed';
      readonly userId: string;
      /** Between blanks. */
      readonly added: string;
      readonly removed: string;
    }
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
      readonly cause: CodeRefusalCause;
    }
  | {
      /** A key was made, or is to sign earlier than was said before. */
      readonly type: 'signing-key-created' | 'signing-key-brought-forward';
      readonly kid: string;
      /** Milliseconds since the epoch. */
      readonly signsFrom: number;
    }
  | { readonly type: 'signing-key-revoked'; readonly kid: string }
  | {
      /** What accounts became of the lines is counted when it ends; both have one request id. */
      readonly type: 'import-started';
      readonly format: string;
    }
  | {
      readonly type: 'import-ended';
      readonly added: number;
      readonly present: number;
      readonly refused: number;
    }
  /** All accounts with their hashes leave the server. */
  | { readonly type: 'export-started' }
  | { readonly type: 'export-ended'; readonly exported: number }
  | ClientEvent
  | TrailEvent
  | WebhookEvent;

export type AuditEventType = AuditEvent['type'];
