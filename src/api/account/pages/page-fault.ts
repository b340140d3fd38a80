import { AuthError } from '../../../errors/auth-error.js';
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

/** @throws what a person at a page cannot be told in words */
export function pageFault(error: unknown, words: PageWords): PageFault {
  if (!(error instanceof AuthError)) throw error;
  const status = statusOf(error.fault);
  const headers = headersOf(error.fault);
  const told = (text: string, again: boolean): PageFault => ({ status, headers, text, again });
  switch (error.fault.code) {
    case 'INVALID_LINK':
    case 'NOT_FOUND':
      return told(words.badLink, false);
    case 'WEAK_PASSWORD':
    case 'VALIDATION_FAILED':
      return told(words.weakPassword, true);
    case 'USERNAME_TAKEN':
    case 'EMAIL_TAKEN':
      return told(words.taken, false);
    case 'TOO_MANY_REQUESTS':
    case 'OVERLOADED':
      return told(words.later, true);
    default:
      throw error;
  }
}
