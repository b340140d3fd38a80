import { Injectable } from '@nestjs/common';
import type { EventOrigin } from '../../audit/event-origin.js';
import type { MailLanguage } from '../../config/choices.js';
import { CredentialVerifier } from '../../credentials/credential-verifier.js';
import { PasswordPolicy } from '../../credentials/passwords/password-policy.js';
import { Passwords } from '../../credentials/passwords/passwords.js';
import type { User } from '../../users/users.js';
import { PasswordReplacement } from './password-replacement.js';

export interface PasswordChangeRequest {
  readonly current: string;
  readonly next: string;
  /** The session that asks, which goes on. */
  readonly sessionId: string;
  /** What the device showed of earlier logins. */
  readonly deviceMark: string | undefined;
  readonly language: MailLanguage;
}

/** Another password in the hands of the account's owner, who knows the one it has. */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly verifier: CredentialVerifier,
    private readonly policy: PasswordPolicy,
    private readonly passwords: Passwords,
    private readonly replacement: PasswordReplacement,
  ) {}

  /**
   * Ends the other sessions. Guesses at the current password count as those of logins do.
   * @throws AuthError WEAK_PASSWORD, INVALID_CREDENTIALS, TOO_MANY_REQUESTS or OVERLOADED
   */
  async change(user: User, request: PasswordChangeRequest, origin: EventOrigin): Promise<void> {
    this.policy.assertAcceptable(request.next, user);
    const { username } = user;
    const { current: password, deviceMark, sessionId: except, language } = request;
    await this.verifier.verify({ username, password, contract: CONTRACT, deviceMark }, origin);
    const hash = await this.passwords.hash(request.next);
    const how = 'password-changed';
    await this.replacement.replace({ userId: user.id, hash, how, language, except }, origin);
  }
}

/** As which the audit trail knows a wrong guess here. */
const CONTRACT = 'password-change';
