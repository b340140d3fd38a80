import { isIP } from 'node:net';
import { familyOf, networkList } from '../../config/networks.js';
import type { AuditEventType } from '../audit-event.js';
import { type AuditOutcome, outcomeOf } from './audit-outcome.js';
import type { FoundEvent } from './found-event.js';

/** What events have in common that are looked for; what is left out does not matter. */
export interface AuditCriteria {
  readonly userId?: string | undefined;
  readonly sessionId?: string | undefined;
  /** The service account that an event is about. */
  readonly clientId?: string | undefined;
  /** The administrator or the service account that did it to an account of another one. */
  readonly actorId?: string | undefined;
  /** Any of them. */
  readonly types?: readonly AuditEventType[] | undefined;
  readonly outcome?: AuditOutcome | undefined;
  /** An address, or a network in CIDR notation. */
  readonly network?: string | undefined;
  /** Milliseconds since the epoch, both included. */
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

type Test = (event: FoundEvent) => boolean;

function isIn(network: string): Test {
  const list = networkList([network]);
  return ({ address }) => isIP(address) !== 0 && list.check(address, familyOf(address));
}

function testsOf(criteria: AuditCriteria): readonly Test[] {
  const { userId, sessionId, clientId, actorId, types, outcome, network } = criteria;
  const tests: Test[] = [];
  if (userId !== undefined) tests.push((event) => event.userId === userId);
  if (sessionId !== undefined) tests.push((event) => event.sessionId === sessionId);
  if (clientId !== undefined) tests.push(({ details }) => details.client_id === clientId);
  if (actorId !== undefined) {
    tests.push(({ details }) => [details.actor_user_id, details.actor_client_id].includes(actorId));
  }
  if (types !== undefined) tests.push(({ type }) => types.includes(type));
  if (outcome !== undefined) tests.push(({ type }) => outcomeOf(type) === outcome);
  if (network !== undefined) tests.push(isIn(network));
  return tests;
}

/** Whether an event is what is looked for, its time apart. */
export function matching(criteria: AuditCriteria): Test {
  const tests = testsOf(criteria);
  return (event) => tests.every((test) => test(event));
}

/** For the event that says what was looked for. */
export const criteriaText = (criteria: AuditCriteria): string =>
  Object.entries(criteria)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${String(value)}`]))
    .join(' ');
