import type { AuditEventType } from '../audit-event.js';

/** Whether what was asked for was granted. */
export type AuditOutcome = 'success' | 'failure';

const OUTCOMES: Readonly<Record<AuditEventType, AuditOutcome>> = {
  'login-succeeded': 'success',
  'login-failed': 'failure',
  'user-registered': 'success',
  'session-refreshed': 'success',
  'refresh-replayed': 'success',
  'refresh-retried': 'success',
  'refresh-reused': 'failure',
  'refresh-refused': 'failure',
  'session-moved': 'success',
  'logged-out': 'success',
  'session-revoked': 'success',
  'user-disabled': 'success',
  'user-enabled': 'success',
  'user-created': 'success',
  'user-deleted': 'success',
  'user-unlocked': 'success',
  'new-password-required': 'success',
  'password-set': 'success',
  'user-updated': 'success',
  'roles-changed': 'success',
  'exchange-succeeded': 'success',
  'user-signed-up': 'success',
  'identity-unlinked': 'success',
  'identity-linked': 'success',
  'exchange-failed': 'failure',
  'client-authentication-failed': 'failure',
  'client-token-issued': 'success',
  'token-revoked': 'success',
  'client-created': 'success',
  'client-disabled': 'success',
  'client-enabled': 'success',
  'client-secret-added': 'success',
  'client-secret-removed': 'success',
  'signing-key-created': 'success',
  'signing-key-brought-forward': 'success',
  'signing-key-revoked': 'success',
  'import-started': 'success',
  'import-ended': 'success',
  'export-started': 'success',
  'export-ended': 'success',
  'audit-read': 'success',
  'audit-exported': 'success',
  'webhook-created': 'success',
  'webhook-enabled': 'success',
  'webhook-disabled': 'success',
  'webhook-deleted': 'success',
  'webhook-secret-rotated': 'success',
  'webhook-replayed': 'success',
};

export const outcomeOf = (type: AuditEventType): AuditOutcome => OUTCOMES[type];

export const AUDIT_EVENT_TYPES = Object.keys(OUTCOMES).toSorted() as readonly AuditEventType[];
