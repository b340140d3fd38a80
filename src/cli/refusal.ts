import { AuthError, type AuthErrorCode, type Fault } from '../errors/auth-error.js';
import { fail } from './output.js';

/** What is refused to an operator; anything else is a failure. */
const WORDS: Readonly<Partial<Record<AuthErrorCode, string>>> = {
  USERNAME_TAKEN: 'There is, or was, an account of that name.',
  EMAIL_TAKEN: 'Another account has the address.',
  LAST_ADMINISTRATOR: 'It is the last administrator: make another one first.',
  NOT_FOUND: 'There is no such account or session.',
};

function wordsOf(fault: Fault): string | undefined {
  if (fault.code === 'WEAK_PASSWORD') return fault.advice;
  if (fault.code === 'VALIDATION_FAILED') {
    return fault.details.map(({ message }) => message).join(' ');
  }
  return WORDS[fault.code];
}

/** Runs a command, and tells in words what was refused. */
export async function unlessRefused(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const words = error instanceof AuthError ? wordsOf(error.fault) : undefined;
    if (words === undefined) throw error;
    fail(words);
  }
}
