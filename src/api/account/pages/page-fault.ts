import { AuthError, type AuthErrorCode } from '../../../errors/auth-error.js';
import { headersOf, statusOf } from '../../faults/fault-table.js';
import type { PageWords } from './page-words.js';

/** A failure as a page tells it. */
export interface PageFault {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Whether another try by the same link may go well. */
  readonly again: boolean;
}

interface Told {
  readonly words: keyof PageWords;
  readonly again: boolean;
}

const badLink: Told = { words: 'badLink', again: false };
const weak: Told = { words: 'weakPassword', again: true };
const taken: Told = { words: 'taken', again: false };
const later: Told = { words: 'later', again: true };

/** What a person can do something about. */
const TOLD: Readonly<Partial<Record<AuthErrorCode, Told>>> = {
  INVALID_LINK: badLink,
  NOT_FOUND: badLink,
  WEAK_PASSWORD: weak,
  VALIDATION_FAILED: weak,
  USERNAME_TAKEN: taken,
  EMAIL_TAKEN: taken,
  TOO_MANY_REQUESTS: later,
  OVERLOADED: later,
};

/** @throws what a person at a page cannot be told in words */
export function pageFault(error: unknown, words: PageWords): PageFault {
  if (!(error instanceof AuthError)) throw error;
  const told = TOLD[error.fault.code];
  if (told === undefined) throw error;
  return {
    status: statusOf(error.fault),
    headers: headersOf(error.fault),
    text: words[told.words],
    again: told.again,
  };
}
