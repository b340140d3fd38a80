import type { ProvisionedKey } from '../../accounts/provisioned-accounts.js';
import { type AttributePath, attributePath, comparedValue, invalid } from './attribute-path.js';

/** RFC 7644 §3.4.2. */
export interface UserQuery {
  /** Null for all there are. */
  readonly key: ProvisionedKey | null;
  /** From 1. */
  readonly startIndex: number;
  readonly count: number;
}

export const MOST_USERS = 100;

const LONGEST_FILTER = 1024;
const EQUALS = /^(.+\S)\s+eq\s+("(?:[^"\\]|\\.)*")$/i;

const unknownFilter = () =>
  invalid(
    'filter',
    'filter must be userName, externalId, id or emails[type eq "work"].value eq "…".',
  );

const BY: ReadonlyMap<string, ProvisionedKey['by']> = new Map([
  ['username', 'username'],
  ['externalid', 'externalId'],
  ['id', 'id'],
  ['emails', 'email'],
  ['emails.value', 'email'],
]);

/** An account has one address, so that a kind tells nothing more. */
function keyName({ attribute, filter, part }: AttributePath): ProvisionedKey['by'] | undefined {
  if (filter !== null && (filter === 'unsupported' || filter.attribute !== 'type'))
    return undefined;
  return BY.get(part === null ? attribute : `${attribute}.${part}`);
}

/** @throws AuthError VALIDATION_FAILED of the field `filter` */
function keyIn(filter: unknown): ProvisionedKey | null {
  if (filter === undefined || filter === '') return null;
  if (typeof filter !== 'string' || filter.length > LONGEST_FILTER) throw unknownFilter();
  const [, left, right = ''] = EQUALS.exec(filter.trim()) ?? [];
  const value = comparedValue(right);
  const by = left === undefined ? undefined : keyOf(left);
  if (by === undefined || typeof value !== 'string') throw unknownFilter();
  return { by, value };
}

function keyOf(left: string): ProvisionedKey['by'] | undefined {
  try {
    const path = attributePath(left);
    return path === null ? undefined : keyName(path);
  } catch {
    return undefined;
  }
}

/** Undefined for what is not there; what is too small counts as the smallest. */
function whole(field: string, text: unknown, least: number): number | undefined {
  if (text === undefined || text === '') return undefined;
  if (typeof text !== 'string' || !/^-?\d{1,9}$/.test(text)) {
    throw invalid(field, `${field} must be a whole number.`);
  }
  return Math.max(least, Number(text));
}

/** @throws AuthError VALIDATION_FAILED */
export function userQuery(query: Readonly<Record<string, unknown>>): UserQuery {
  return {
    key: keyIn(query.filter),
    startIndex: whole('startIndex', query.startIndex, 1) ?? 1,
    count: Math.min(MOST_USERS, whole('count', query.count, 0) ?? MOST_USERS),
  };
}
