import { isPresentable } from '../../text/unicode.js';
import { invalid } from './attribute-path.js';

/** Code points of what is kept and shown. */
export const LONGEST = { userName: 128, displayName: 128, email: 254, externalId: 255, name: 128 };

const isLonger = (text: string, most: number): boolean =>
  text.length > most * 2 || Array.from(text).length > most;

/** RFC 7643 §2.5: null and an empty list say that there is no value. */
export const isUnassigned = (value: unknown): boolean =>
  value === undefined || value === null || (Array.isArray(value) && value.length === 0);

/**
 * Text that can be kept and shown; null for none, and for an empty one.
 * @throws AuthError VALIDATION_FAILED
 */
export function textOf(field: string, value: unknown, most: number): string | null {
  if (isUnassigned(value) || value === '') return null;
  if (typeof value !== 'string') throw invalid(field, `${field} must be a string.`);
  if (isLonger(value, most))
    throw invalid(field, `${field} must be at most ${most} characters long.`);
  if (!value.isWellFormed() || !isPresentable(value)) {
    throw invalid(field, `${field} must be visible text without control characters.`);
  }
  return value;
}

/**
 * Entra ID sends booleans as strings, with a capital.
 * @throws AuthError VALIDATION_FAILED
 */
export function booleanOf(field: string, value: unknown): boolean {
  const text = typeof value === 'string' ? value.toLowerCase() : value;
  if (text === true || text === 'true') return true;
  if (text === false || text === 'false') return false;
  throw invalid(field, `${field} must be true or false.`);
}
