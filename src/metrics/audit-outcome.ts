import type { AuditEvent } from '../audit/audit-event.js';

export interface AuditOutcome {
  readonly attempt: 'login' | 'refresh' | 'exchange';
  readonly outcome: 'success' | 'failure';
  readonly cause: string;
}

/** What an event says about an attempt to log in, to refresh or to exchange a code; null when it is about neither. */
export function auditOutcome(event: AuditEvent): AuditOutcome | null {
  switch (event.type) {
    case 'login-succeeded':
      return { attempt: 'login', outcome: 'success', cause: 'verified' };
    case 'login-failed':
      return { attempt: 'login', outcome: 'failure', cause: event.cause };
    case 'session-refreshed':
      return { attempt: 'refresh', outcome: 'success', cause: 'rotated' };
    case 'refresh-replayed':
      return { attempt: 'refresh', outcome: 'success', cause: 'replayed' };
    case 'refresh-retried':
      return { attempt: 'refresh', outcome: 'success', cause: 'retried' };
    case 'refresh-reused':
      return { attempt: 'refresh', outcome: 'failure', cause: 'reused' };
    case 'refresh-refused':
      return { attempt: 'refresh', outcome: 'failure', cause: event.cause };
    case 'exchange-succeeded':
      return { attempt: 'exchange', outcome: 'success', cause: 'redeemed' };
    case 'exchange-failed':
      return { attempt: 'exchange', outcome: 'failure', cause: event.cause };
    case 'user-signed-up':
    case 'identity-linked':
    case 'identity-unlinked':
    case 'user-registered':
    case 'logged-out':
    case 'session-revoked':
    case 'user-disabled':
    case 'user-enabled':
      return null;
  }
}
