import type { AuditEvent } from './audit-event.js';
import type { EventOrigin } from './event-origin.js';
import { factorSubject } from './factor-event.js';
import { leavingSubject } from './leaving-event.js';
import type { AuditRecordEntity } from './audit-record.entity.js';

export interface EventSubject extends Pick<AuditRecordEntity, 'userId' | 'sessionId' | 'details'> {
  /** The digest of a name that no account has. */
  readonly name?: string;
}

type LoginFailed = Extract<AuditEvent, { type: 'login-failed' }>;

function failedLogin({ contract, ...failure }: LoginFailed): EventSubject {
  const { cause } = failure;
  return cause === 'unknown-user'
    ? { userId: null, sessionId: null, details: { contract, cause }, name: failure.nameDigest }
    : { userId: failure.userId, sessionId: null, details: { contract, cause } };
}

/** Whom an event is about, and its details: member by member, so that nothing else is kept. */
function eventSubject(event: AuditEvent): EventSubject {
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
    case 'session-moved': {
      const { userId, sessionId, move } = event;
      return { userId, sessionId, details: { move } };
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
    case 'user-created':
    case 'user-deleted':
    case 'user-unlocked':
    case 'new-password-required':
    case 'password-set':
    case 'password-reset':
    case 'password-changed':
    case 'password-reset-requested':
    case 'email-verification-requested':
    case 'email-verified':
    case 'email-change-requested':
    case 'email-changed':
      return { userId: event.userId, sessionId: null, details: {} };
    case 'user-updated': {
      const { userId, fields } = event;
      return { userId, sessionId: null, details: { fields } };
    }
    case 'roles-changed': {
      const { userId, added, removed } = event;
      return { userId, sessionId: null, details: { added, removed } };
    }
    case 'client-authentication-failed': {
      const { clientId, cause } = event;
      return aboutNoUser(clientId === null ? { cause } : { client_id: clientId, cause });
    }
    case 'client-token-issued':
      return aboutNoUser({ client_id: event.clientId, audience: event.audience });
    case 'token-revoked': {
      const { userId, sessionId, clientId } = event;
      return { userId, sessionId, details: { client_id: clientId } };
    }
    case 'client-created':
    case 'client-disabled':
    case 'client-enabled':
      return aboutNoUser({ client_id: event.clientId });
    case 'client-secret-added':
    case 'client-secret-removed':
      return aboutNoUser({ client_id: event.clientId, secret_id: event.secretId });
    case 'signing-key-created':
    case 'signing-key-brought-forward':
      return aboutNoUser({ kid: event.kid, signs_from: event.signsFrom });
    case 'signing-key-revoked':
      return aboutNoUser({ kid: event.kid });
    case 'import-started':
      return aboutNoUser({ format: event.format });
    case 'import-ended': {
      const { added, present, refused } = event;
      return aboutNoUser({ added, present, refused });
    }
    case 'export-started':
      return aboutNoUser({});
    case 'export-ended':
      return aboutNoUser({ exported: event.exported });
    case 'audit-read':
      return aboutNoUser({ criteria: event.criteria, events: event.events });
    case 'personal-fields-erased': {
      const { userId, eventId, events, until } = event;
      const which = eventId === null ? {} : { event_id: eventId };
      return { userId, sessionId: null, details: { ...which, events, until } };
    }
    case 'audit-exported':
      return aboutNoUser({ criteria: event.criteria, format: event.format });
    case 'webhook-created':
    case 'webhook-enabled':
    case 'webhook-deleted':
    case 'webhook-secret-rotated':
      return aboutNoUser({ webhook_id: event.webhookId });
    case 'webhook-disabled':
      return aboutNoUser({ webhook_id: event.webhookId, reason: event.reason });
    case 'webhook-replayed': {
      const { webhookId, from, until, events } = event;
      return aboutNoUser({ webhook_id: webhookId, from, until, events });
    }
    case 'login-challenged':
    case 'factor-verified':
    case 'factor-failed':
    case 'factor-enrolled':
    case 'factor-renamed':
    case 'factor-removed':
    case 'factors-reset':
    case 'recovery-codes-renewed':
    case 'reauthenticated':
      return factorSubject(event);
    case 'account-deletion-requested':
    case 'account-deletion-cancelled':
    case 'account-exported':
      return leavingSubject(event);
  }
}

const aboutNoUser = (details: EventSubject['details']): EventSubject => ({
  userId: null,
  sessionId: null,
  details,
});

/** Who acted, where that was not the one whom the event is about. */
function actorDetails({ actor }: EventOrigin): EventSubject['details'] {
  if (actor === undefined) return {};
  return actor.kind === 'user'
    ? { actor_user_id: actor.userId }
    : { actor_client_id: actor.clientId };
}

/** Most events belong to no trace. */
const traceDetails = ({ traceId }: EventOrigin): EventSubject['details'] =>
  traceId === undefined ? {} : { trace_id: traceId };

/** Whom an event is about, with its details, who acted, and in which trace. */
export function subjectOf(event: AuditEvent, origin: EventOrigin): EventSubject {
  const { details, ...subject } = eventSubject(event);
  return { ...subject, details: { ...details, ...actorDetails(origin), ...traceDetails(origin) } };
}
