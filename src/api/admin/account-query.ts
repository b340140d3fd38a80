import type { AccountSearchRequest } from '../../accounts/account-search.js';
import { SEARCHED, type Searched } from '../../users/user-directory.js';
import { badCursor, invalidField, limitIn } from '../requests/page-query.js';

type Query = Readonly<Record<string, unknown>>;

const LONGEST = 254;
/** A key in base64url. */
const CURSOR = /^[\w-]{1,1400}$/;

export const cursorOf = (key: string | null): string | null =>
  key === null ? null : Buffer.from(key).toString('base64url');

function keyIn(cursor: unknown): string | null {
  if (cursor === undefined) return null;
  if (typeof cursor !== 'string' || !CURSOR.test(cursor)) throw badCursor();
  const bytes = Buffer.from(cursor, 'base64url');
  const key = bytes.toString('utf8');
  if (!Buffer.from(key).equals(bytes)) throw badCursor();
  return key;
}

function prefixIn(field: Searched, text: unknown): string {
  if (typeof text === 'string' && text.isWellFormed() && text.length <= LONGEST) return text;
  throw invalidField(
    field,
    `${field} must be the beginning of one, of at most ${LONGEST} letters.`,
  );
}

/**
 * A search by one of three beginnings; by none of them it is for all, in the order of their names.
 * @throws AuthError VALIDATION_FAILED
 */
export function accountSearchIn(query: Query): AccountSearchRequest {
  const [by = 'username', second] = SEARCHED.filter((field) => query[field] !== undefined);
  if (second !== undefined)
    throw invalidField(second, `Search by ${by} or ${second}, not by both.`);
  const text = query[by];
  return {
    by,
    prefix: text === undefined ? '' : prefixIn(by, text),
    after: keyIn(query.cursor),
    limit: limitIn(query.limit),
  };
}
