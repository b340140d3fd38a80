import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { EventOrigin } from '../../audit/event-origin.js';
import { Clock } from '../../clock/clock.js';
import type { MailLanguage } from '../../config/choices.js';
import { AuthError } from '../../errors/auth-error.js';
import { AttemptLimits } from '../../limits/attempt-limits.js';
import { MailQueue } from '../../mail/mail-queue.js';
import { sameMailbox } from '../../users/mail-address.js';
import type { User } from '../../users/users.js';
import { AccountChanges, type PlannedChange } from '../account-changes.js';
import { assertNameable } from '../account-names.js';
import { type Answer, ChallengeAnswers } from '../challenges/challenge-answers.js';
import type { Challenge, ChallengePurpose } from '../challenges/challenge.js';

export interface Confirmation {
  readonly answer: Answer;
  /** What the browser keeps from now on. */
  readonly newMark: string;
  readonly language: MailLanguage;
}

const PURPOSES: readonly ChallengePurpose[] = ['email-verification', 'email-change'];

/** What a link or a code shows of a mail address. */
@Injectable()
export class EmailConfirmation {
  constructor(
    private readonly answers: ChallengeAnswers,
    private readonly changes: AccountChanges,
    private readonly limits: AttemptLimits,
    private readonly mail: MailQueue,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * @returns whether the same browser has done it before
   * @throws AuthError INVALID_LINK, EMAIL_TAKEN or TOO_MANY_REQUESTS
   */
  confirm(request: Confirmation, origin: EventOrigin): Promise<'done' | 'done-already'> {
    return this.limits.mailProof(origin.address, async () => {
      const { challenge, done } = await this.answers.find(request.answer, PURPOSES);
      if (done) return 'done-already';
      const plan = (user: User): PlannedChange => this.plan(user, challenge, request, origin);
      await this.changes.make({ userId: challenge.userId, ifVersion: null, plan }, origin);
      return 'done';
    });
  }

  private plan(
    user: User,
    challenge: Challenge,
    request: Confirmation,
    origin: EventOrigin,
  ): PlannedChange {
    if (user.disabledAt !== null) throw AuthError.of('INVALID_LINK');
    return challenge.purpose === 'email-change'
      ? this.changePlan(user, challenge, request, origin)
      : this.verificationPlan(user, challenge, request);
  }

  /** A link is for one address, which the account may have no more. */
  private verificationPlan(
    { id: userId, email, emailVerifiedAt }: User,
    challenge: Challenge,
    { newMark }: Confirmation,
  ): PlannedChange {
    if (!sameMailbox(email, challenge.address)) throw AuthError.of('INVALID_LINK');
    return {
      change: { emailVerifiedAt: emailVerifiedAt ?? this.clock.now() },
      event: { type: 'email-verified', userId },
      also: () => this.answers.use(challenge, newMark),
    };
  }

  private changePlan(
    user: User,
    challenge: Challenge,
    { newMark, language }: Confirmation,
    origin: EventOrigin,
  ): PlannedChange {
    const { id: userId, email: before } = user;
    assertNameable({ ...user, email: challenge.address });
    return {
      change: { email: challenge.address, emailVerifiedAt: this.clock.now() },
      event: { type: 'email-changed', userId },
      also: async () => {
        await this.answers.use(challenge, newMark);
        if (before === null) return;
        const kind = 'email-changed';
        await this.mail.put({ userId, address: before, kind, language, matter: {}, origin });
      },
    };
  }
}
