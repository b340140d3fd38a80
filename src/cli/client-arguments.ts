import { InvalidArgumentError } from 'commander';
import { isPresentable } from '../text/unicode.js';

const LONGEST_NAME = 64;
const LONGEST_AUDIENCE = 255;
const MOST_DAYS = 3650;

/** RFC 6749 §3.3. */
const SCOPE = /^[\x21\x23-\x5B\x5D-\x7E]+$/;

export function clientName(text: string): string {
  if (text !== '' && Array.from(text).length <= LONGEST_NAME && isPresentable(text)) return text;
  throw new InvalidArgumentError(`It must be visible text of at most ${LONGEST_NAME} characters.`);
}

/** For an option that may come several times. */
export function audiences(text: string, before: readonly string[] = []): readonly string[] {
  if (text === '' || text.length > LONGEST_AUDIENCE || /[\s,]/.test(text)) {
    throw new InvalidArgumentError('It must be a name or a URL, without blanks and commas.');
  }
  return before.includes(text) ? before : [...before, text];
}

/** For an option that may come several times. */
export function scopes(text: string, before: readonly string[] = []): readonly string[] {
  if (!SCOPE.test(text)) throw new InvalidArgumentError('It must be one scope (RFC 6749 §3.3).');
  return before.includes(text) ? before : [...before, text];
}

export function days(text: string): number {
  const number = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= MOST_DAYS) return number;
  throw new InvalidArgumentError(`It must be a number of days from 1 to ${MOST_DAYS}.`);
}
