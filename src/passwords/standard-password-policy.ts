import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { AuthError } from '../errors/auth-error.js';
import { folded } from '../text/case-folding.js';
import { isCommon } from './common-passwords.js';
import { type PasswordOwner, PasswordPolicy } from './password-policy.js';

/** Code points. */
const MAX_LENGTH = 256;

/** Length, a list of common passwords and the user's own names; no composition rules (NIST SP 800-63B-4 §3.1.1.2). */
@Injectable()
export class StandardPasswordPolicy extends PasswordPolicy {
  constructor(private readonly config: AppConfig) {
    super();
  }

  assertAcceptable(password: string, owner: PasswordOwner): void {
    const advice = this.adviceOn(password, owner);
    if (advice !== null) throw new AuthError({ code: 'WEAK_PASSWORD', advice });
  }

  /** Null when there is nothing to change. */
  private adviceOn(password: string, owner: PasswordOwner): string | null {
    const { passwordMinLength } = this.config;
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
