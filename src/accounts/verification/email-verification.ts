import { Injectable } from '@nestjs/common';
import type { EventOrigin } from '../../audit/event-origin.js';
import type { MailLanguage } from '../../config/choices.js';
import { AuthError } from '../../errors/auth-error.js';
import { AttemptLimits } from '../../limits/attempt-limits.js';
import { MailQueue } from '../../mail/mail-queue.js';
import type { User } from '../../users/users.js';
import { digestOf } from '../challenges/challenge-secrets.js';

export interface MailRequest {
  /** What the client shows again with the code. */
  readonly requestId: string;
  readonly language: MailLanguage;
}

/** Mail by which the owner of an account shows that an address is theirs. */
@Injectable()
export class EmailVerification {
  constructor(
    private readonly mail: MailQueue,
    private readonly limits: AttemptLimits,
  ) {}

  /**
   * For the address that the account has; where that is verified already, no mail comes.
   * @throws AuthError VALIDATION_FAILED, TOO_MANY_REQUESTS or OVERLOADED
   */
  async ask(user: User, request: MailRequest, origin: EventOrigin): Promise<void> {
    if (user.email === null) throw withoutAddress();
    await this.queue('email-verification', user, user.email, request, origin);
  }

  /** For an address that the account is to have. */
  async askFor(
    address: string,
    user: User,
    request: MailRequest,
    origin: EventOrigin,
  ): Promise<void> {
    await this.queue('email-change', user, address, request, origin);
  }

  private async queue(
    kind: 'email-verification' | 'email-change',
    { id: userId }: User,
    address: string,
    { requestId, language }: MailRequest,
    origin: EventOrigin,
  ): Promise<void> {
    await this.limits.mailRequest(origin.address, async () => {
      const matter = { request: digestOf('request', requestId) };
      const queued = await this.mail.put({ userId, address, kind, language, matter, origin });
      if (!queued) throw new AuthError({ code: 'OVERLOADED', retryAfter: 10 });
    });
  }
}

const withoutAddress = (): AuthError =>
  AuthError.invalidFields({
    field: 'email',
    problem: 'missing',
    message: 'The account has no email address.',
  });
