import type { AuditEvent, AuditEventType } from '../audit/audit-event.js';
import type { Outcomes } from './closed-counter.js';

type EventOf<Type extends AuditEventType> = Extract<AuditEvent, { readonly type: Type }>;

/** Every cause that there is, by its type, so that each has a series from the start. */
export type LoginCause = 'verified' | EventOf<'login-failed'>['cause'];

export const LOGINS: Outcomes<LoginCause> = {
  verified: 'success',
  'unknown-user': 'failure',
  'wrong-password': 'failure',
  'user-disabled': 'failure',
  'no-password': 'failure',
  'new-password-required': 'failure',
  'password-changed': 'failure',
  'account-closing': 'failure',
};

export type RefreshCause =
  'rotated' | 'replayed' | 'retried' | 'reused' | EventOf<'refresh-refused'>['cause'];

export const REFRESHES: Outcomes<RefreshCause> = {
  rotated: 'success',
  replayed: 'success',
  retried: 'success',
  reused: 'failure',
  'unknown-session': 'failure',
  revoked: 'failure',
  expired: 'failure',
  'user-disabled': 'failure',
  'user-gone': 'failure',
  'used-elsewhere': 'failure',
};

export type ExchangeCause = 'redeemed' | EventOf<'exchange-failed'>['cause'];

export const CODE_EXCHANGES: Outcomes<ExchangeCause> = {
  redeemed: 'success',
  'unknown-state': 'failure',
  'foreign-state': 'failure',
  'foreign-browser': 'failure',
  'code-reused': 'failure',
  'code-refused': 'failure',
  'id-token-refused': 'failure',
  'timed-out': 'failure',
  unreachable: 'failure',
  failing: 'failure',
  'bad-answer': 'failure',
  'too-large': 'failure',
  'client-refused': 'failure',
  resting: 'failure',
  'user-disabled': 'failure',
  'sign-up-closed': 'failure',
  'link-required': 'failure',
  'identity-taken': 'failure',
};

export type FactorCause = EventOf<'factor-verified'>['factor'] | EventOf<'factor-failed'>['cause'];

export const FACTORS: Outcomes<FactorCause> = {
  totp: 'success',
  'recovery-code': 'success',
  'wrong-code': 'failure',
  'used-code': 'failure',
  'not-enrolled': 'failure',
  'challenge-spent': 'failure',
  'user-gone': 'failure',
};

export type RevocationReason = EventOf<'session-revoked'>['reason'];

export const REVOCATIONS: Readonly<Record<RevocationReason, true>> = {
  reuse: true,
  'user-disabled': true,
  'user-gone': true,
  'ended-by-user': true,
  'ended-by-operator': true,
  'token-revoked': true,
  'password-reset': true,
  'password-changed': true,
  'session-limit': true,
  'used-elsewhere': true,
};

/** How an account came to be. */
export type AccountOrigin = 'password' | 'provider' | 'operator';
export const ACCOUNT_ORIGINS: Readonly<Record<AccountOrigin, true>> = {
  password: true,
  provider: true,
  operator: true,
};
