import { isJsonObject, type JsonObject } from '../requests/body.js';
import { type Assignment, invalid, type ValueFilter } from './attribute-path.js';
import { booleanOf, isUnassigned, LONGEST, textOf } from './attribute-values.js';

/** An account has one address: that for work, which is the primary one. */
const KIND = 'work';

/** Of a list some of which may be given as bare text. */
function entry(value: unknown): JsonObject {
  if (typeof value === 'string') return { value };
  if (isJsonObject(value)) return value;
  throw invalid('emails', 'emails must be a list of objects with a value.');
}

const isPrimary = ({ primary }: JsonObject): boolean =>
  !isUnassigned(primary) && booleanOf('emails.primary', primary);

const isForWork = ({ type }: JsonObject): boolean =>
  typeof type === 'string' && type.toLowerCase() === KIND;

/** The address that counts; undefined where each is another one than ours. */
function chosen(value: unknown, otherwise: 'first' | 'none'): JsonObject | undefined {
  const entries = [value].flat().map(entry);
  const [first] = otherwise === 'first' ? entries : [];
  return entries.find(isPrimary) ?? entries.find(isForWork) ?? first;
}

/** Whether the filter of a path is about the address that there is. */
function isOurs({ attribute, value }: ValueFilter, email: string | null): boolean {
  switch (attribute) {
    case 'type':
      return typeof value === 'string' && value.toLowerCase() === KIND;
    case 'primary':
      return value === true;
    case 'value':
      return typeof value === 'string' && value.toLowerCase() === email?.toLowerCase();
    default:
      return false;
  }
}

const addressOf = (value: unknown): string | null => textOf('emails', value, LONGEST.email);

/**
 * The address of an account after what was said of `emails`, of an entry, or of the value of one.
 * @throws AuthError VALIDATION_FAILED
 */
export function emailAfter(email: string | null, { path, op, value }: Assignment): string | null {
  const { filter, part } = path;
  if (filter === 'unsupported') {
    throw invalid('path', 'emails takes one eq in brackets, of type, primary or value.');
  }
  if (filter !== null && !isOurs(filter, email)) return email;
  if (part !== null) return part === 'value' ? addressOf(value) : email;
  if (isUnassigned(value) || op === 'remove') return null;
  // What is added beside the address for work is another address.
  const otherwise = op === 'add' && email !== null ? 'none' : 'first';
  const entry = filter === null ? chosen(value, otherwise) : chosen([value].flat()[0], 'first');
  return entry === undefined || !('value' in entry) ? email : addressOf(entry.value);
}
