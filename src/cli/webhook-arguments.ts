import { InvalidArgumentError } from 'commander';
import { AUDIT_EVENT_TYPES } from '../audit/search/audit-outcome.js';
import { isPresentable } from '../text/unicode.js';

const LONGEST_DESCRIPTION = 256;
const MOST = 500;

/** For an option that may come several times. */
export function eventKinds(text: string, before: readonly string[] = []): readonly string[] {
  if (!AUDIT_EVENT_TYPES.some((type) => type === text)) {
    throw new InvalidArgumentError('There is no such kind of event; docs/webhooks.md lists them.');
  }
  return before.includes(text) ? before : [...before, text];
}

export function description(text: string): string {
  if (Array.from(text).length <= LONGEST_DESCRIPTION && isPresentable(text)) return text;
  throw new InvalidArgumentError(
    `It must be visible text of at most ${LONGEST_DESCRIPTION} characters.`,
  );
}

/** RFC 3339, or a day alone, which begins at midnight UTC. */
const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;

export function moment(text: string): number {
  const milliseconds = MOMENT.test(text) ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(milliseconds)) return milliseconds;
  throw new InvalidArgumentError('It must be a moment such as 2026-01-31T12:00:00Z.');
}

export function most(text: string): number {
  const number = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= MOST) return number;
  throw new InvalidArgumentError(`It must be a number from 1 to ${MOST}.`);
}
