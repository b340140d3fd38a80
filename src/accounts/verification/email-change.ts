import { Injectable } from '@nestjs/common';
import type { EventOrigin } from '../../audit/event-origin.js';
import { CredentialVerifier } from '../../credentials/credential-verifier.js';
import { PasswordHashes } from '../../credentials/passwords/password-hashes.js';
import type { User } from '../../users/users.js';
import { assertNameable } from '../account-names.js';
import { EmailVerification, type MailRequest } from './email-verification.js';

export interface EmailChangeRequest extends MailRequest {
  readonly email: string;
  readonly password: string;
  /** What the device showed of earlier logins. */
  readonly deviceMark: string | undefined;
}

/** Another mail address for an account; it counts once it was shown to be its owner's. */
@Injectable()
export class EmailChange {
  constructor(
    private readonly verifier: CredentialVerifier,
    private readonly hashes: PasswordHashes,
    private readonly verification: EmailVerification,
  ) {}

  /**
   * Who has the address can have a new password, so that a token alone is not enough to change
   * it; an account without a password has nothing else to show.
   * @throws AuthError VALIDATION_FAILED, INVALID_CREDENTIALS, TOO_MANY_REQUESTS or OVERLOADED
   */
  async ask(user: User, request: EmailChangeRequest, origin: EventOrigin): Promise<void> {
    const { username } = user;
    assertNameable({ username, email: request.email });
    if ((await this.hashes.of(user.id)) !== null) {
      const { password, deviceMark } = request;
      await this.verifier.verify({ username, password, contract: CONTRACT, deviceMark }, origin);
    }
    await this.verification.askFor(request.email, user, request, origin);
  }
}

/** As which the audit trail knows a wrong guess here. */
const CONTRACT = 'email-change';
