import type * as LanguageCommon from '@zxcvbn-ts/language-common';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../../config/app-config.js';
import { AuthError } from '../../errors/auth-error.js';
import { folded } from '../../text/unicode.js';

/** What a password may not be, for whom. */
export interface PasswordOwner {
  readonly username: string;
  readonly email: string | null;
}

let common: ReadonlySet<string> | undefined;

/** Seven megabytes and a tenth of the time to start, for what only registrations need. */
function load(): ReadonlySet<string> {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- `import` cannot wait for the first registration
  const { dictionary } = require('@zxcvbn-ts/language-common') as typeof LanguageCommon;
  return new Set(dictionary['passwords-common']);
}

/**
 * Whether a password is one of the some 49,000 that guessing starts with.
 * @param folded the password, case folded and compatibility characters replaced.
 */
export function isCommon(folded: string): boolean {
  common ??= load();
  return common.has(folded);
}

/** Code points. */
const MAX_LENGTH = 256;

/** Length, a list of common passwords and the user's own names; no composition rules (NIST SP 800-63B-4 §3.1.1.2). */
@Injectable()
export class PasswordPolicy {
  constructor(private readonly config: AppConfig) {}

  /** @throws AuthError WEAK_PASSWORD, which says what to change */
  assertAcceptable(password: string, owner: PasswordOwner): void {
    const advice = this.adviceOn(password, owner);
    if (advice !== null) throw new AuthError({ code: 'WEAK_PASSWORD', advice });
  }

  /** Null when there is nothing to change. */
  private adviceOn(password: string, owner: PasswordOwner): string | null {
    const { passwordMinLength } = this.config.passwords;
    const length = Array.from(password).length;
    if (!password.isWellFormed() || password.includes('\0')) {
      return 'Password must be well-formed Unicode without null characters.';
    }
    if (length < passwordMinLength) {
      return `Password must be at least ${passwordMinLength} characters long.`;
    }
    if (length > MAX_LENGTH) return `Password must be at most ${MAX_LENGTH} characters long.`;
    // For comparison only: passwords themselves are hashed as received.
    const comparable = folded(password);
    if (namesOf(owner).includes(comparable)) {
      return 'Password must differ from your username and email address.';
    }
    if (isCommon(comparable)) return 'Password is too common; choose one that is harder to guess.';
    return null;
  }
}

function namesOf({ username, email }: PasswordOwner): readonly string[] {
  const address = email === null ? [] : [email, email.slice(0, email.lastIndexOf('@'))];
  return [username.trim(), ...address].map(folded);
}
