import type { AuditEventType } from '../../audit/audit-event.js';
import type { AuditCriteria } from '../../audit/search/audit-criteria.js';
import { AUDIT_EVENT_TYPES, type AuditOutcome } from '../../audit/search/audit-outcome.js';
import { isNetwork } from '../../config/networks.js';
import { invalidField } from '../requests/page-query.js';

export type Query = Readonly<Record<string, unknown>>;

/** An id of an account, a session or a service. */
const ID = /^[\w-]{1,36}$/;
/** A date, or a moment with its offset (RFC 3339 §5.6). */
const MOMENT = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2}))?$/;

const isOutcome = (text: string): text is AuditOutcome => text === 'success' || text === 'failure';

function textIn(query: Query, field: string): string | undefined {
  const text = query[field];
  if (text === undefined || typeof text === 'string') return text;
  throw invalidField(field, `${field} must be given once.`);
}

/** The value of a parameter, as `read` takes it; undefined where it is absent. */
function valueIn<T>(
  query: Query,
  field: string,
  what: string,
  read: (text: string) => T | null,
): T | undefined {
  const text = textIn(query, field);
  if (text === undefined) return undefined;
  const value = read(text);
  if (value === null) throw invalidField(field, `${field} must be ${what}.`);
  return value;
}

const asId = (text: string): string | null => (ID.test(text) ? text : null);

const asMoment = (text: string): number | null => {
  const moment = MOMENT.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(moment) ? null : moment;
};

function asTypes(text: string): readonly AuditEventType[] | null {
  const names = text.split(',');
  const types = AUDIT_EVENT_TYPES.filter((type) => names.includes(type));
  return types.length === new Set(names).size ? types : null;
}

/** Parameters that say what is looked for. */
const CRITERIA = [
  ...['user', 'session', 'client', 'actor', 'type', 'outcome', 'address', 'from', 'until'],
] as const;

/**
 * What an auditor looks for. A parameter that is not known is refused: with one that is misspelt,
 * more would be shown than was asked for.
 * @param others parameters of the route that are no criteria
 * @throws AuthError VALIDATION_FAILED
 */
export function auditCriteriaIn(query: Query, others: readonly string[]): AuditCriteria {
  const known = [...CRITERIA, ...others];
  const [unknown] = Object.keys(query).filter((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw invalidField(unknown, `${unknown} is none of ${known.join(', ')}.`);
  }
  const id = (field: string) => valueIn(query, field, 'an id', asId);
  const moment = (field: string) =>
    valueIn(query, field, 'a date or a moment, such as 2026-01-15T09:30:00Z', asMoment);
  return {
    userId: id('user'),
    sessionId: id('session'),
    clientId: id('client'),
    actorId: id('actor'),
    types: valueIn(query, 'type', 'kinds of events, with commas between them', asTypes),
    outcome: valueIn(query, 'outcome', 'success or failure', (text) =>
      isOutcome(text) ? text : null,
    ),
    network: valueIn(query, 'address', 'an IP address or a CIDR network', (text) =>
      isNetwork(text) ? text : null,
    ),
    from: moment('from'),
    until: moment('until'),
  };
}
