import type { AuditEvent } from './audit-event.js';
import type { AuditRecordEntity } from './audit-record.entity.js';

export type EventSubject = Pick<AuditRecordEntity, 'userId' | 'sessionId' | 'details'>;

type LoginFailed = Extract<AuditEvent, { type: 'login-failed' }>;

function failedLogin({ contract, ...failure }: LoginFailed): EventSubject {
  const { cause } = failure;
  return cause === 'unknown-user'
    ? { userId: null, sessionId: null, details: { contract, cause, name: failure.nameDigest } }
    : { userId: failure.userId, sessionId: null, details: { contract, cause } };
}

/** Whom an event is about, and its details: member by member, so that nothing else is kept. */
export function eventSubject(event: AuditEvent): EventSubject {
  switch (event.type) {
    case 'login-failed':
      return failedLogin(event);
    case 'login-succeeded': {
      const { userId, sessionId, contract } = event;
      return { userId, sessionId, details: { contract } };
    }
    case 'session-refreshed':
    case 'refresh-replayed': {
      const { userId, sessionId, generation } = event;
      return { userId, sessionId, details: { generation } };
    }
    case 'refresh-retried': {
      const { userId, sessionId, generation, grounds } = event;
      return { userId, sessionId, details: { generation, grounds } };
    }
    case 'refresh-reused': {
      const { userId, sessionId, generation, cause } = event;
      return { userId, sessionId, details: { generation, cause } };
    }
    case 'refresh-refused': {
      const { userId, sessionId, cause } = event;
      return { userId, sessionId, details: { cause } };
    }
    case 'session-revoked': {
      const { userId, sessionId, reason } = event;
      return { userId, sessionId, details: { reason } };
    }
    case 'user-registered':
    case 'logged-out':
      return { userId: event.userId, sessionId: event.sessionId, details: {} };
    case 'exchange-succeeded':
    case 'user-signed-up':
    case 'identity-unlinked': {
      const { userId, provider } = event;
      return { userId, sessionId: null, details: { provider } };
    }
    case 'identity-linked': {
      const { userId, provider, grounds } = event;
      return { userId, sessionId: null, details: { provider, grounds } };
    }
    case 'exchange-failed': {
      const { userId, provider, cause } = event;
      return { userId, sessionId: null, details: { provider, cause } };
    }
    case 'user-disabled':
    case 'user-enabled':
      return { userId: event.userId, sessionId: null, details: {} };
  }
}
