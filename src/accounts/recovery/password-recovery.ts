import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/audit-trail.js';
import type { EventOrigin } from '../../audit/event-origin.js';
import { Clock } from '../../clock/clock.js';
import type { MailLanguage } from '../../config/choices.js';
import { PasswordPolicy } from '../../credentials/passwords/password-policy.js';
import { Passwords } from '../../credentials/passwords/passwords.js';
import { AuthError } from '../../errors/auth-error.js';
import { Identities } from '../../federation/identities/identities.js';
import { AttemptLimits } from '../../limits/attempt-limits.js';
import { MailQueue } from '../../mail/mail-queue.js';
import { sameMailbox } from '../../users/mail-address.js';
import { type User, Users } from '../../users/users.js';
import {
  type Answer,
  ChallengeAnswers,
  type FoundChallenge,
} from '../challenges/challenge-answers.js';
import type { Challenge } from '../challenges/challenge.js';
import { digestOf } from '../challenges/challenge-secrets.js';
import { PasswordReplacement } from './password-replacement.js';

export interface RecoveryRequest {
  readonly email: string;
  /** What the client shows again with the code. */
  readonly requestId: string;
  readonly language: MailLanguage;
}

export interface NewPassword {
  readonly password: string;
  readonly answer: Answer;
  /** What the browser keeps from now on. */
  readonly newMark: string;
  readonly language: MailLanguage;
}

/** A new password for those who forgot theirs, by mail. */
@Injectable()
export class PasswordRecovery {
  constructor(
    private readonly mail: MailQueue,
    private readonly limits: AttemptLimits,
    private readonly answers: ChallengeAnswers,
    private readonly users: Users,
    private readonly identities: Identities,
    private readonly policy: PasswordPolicy,
    private readonly passwords: Passwords,
    private readonly replacement: PasswordReplacement,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  /**
   * The same for every address: whether an account has it is looked up when the mail is written.
   * @throws AuthError TOO_MANY_REQUESTS or OVERLOADED
   */
  async ask({ email, requestId, language }: RecoveryRequest, origin: EventOrigin): Promise<void> {
    await this.limits.mailRequest(origin.address, async () => {
      const request = digestOf('request', requestId);
      const to = { userId: null, address: email, language, origin };
      const queued = await this.mail.put({ ...to, kind: 'password-reset', matter: { request } });
      if (!queued) throw new AuthError({ code: 'OVERLOADED', retryAfter: 10 });
    });
  }

  /**
   * Ends every session of the account, and opens none: a second factor is asked for at the login.
   * @returns whether the same browser has done it before
   * @throws AuthError INVALID_LINK, WEAK_PASSWORD, TOO_MANY_REQUESTS or OVERLOADED
   */
  reset(request: NewPassword, origin: EventOrigin): Promise<'done' | 'done-already'> {
    return this.passwords.admit(() =>
      this.limits.mailProof(origin.address, () => this.admitted(request, origin)),
    );
  }

  private async admitted(
    request: NewPassword,
    origin: EventOrigin,
  ): Promise<'done' | 'done-already'> {
    const found = await this.answers.find(request.answer, ['password-reset']);
    if (found.done) return 'done-already';
    const owner = await this.ownerOf(found);
    // Before the link is used up: a weak password costs no new mail.
    this.policy.assertAcceptable(request.password, owner);
    const hash = await this.passwords.hash(request.password);
    await this.replace(found.challenge, owner.id, hash, request, origin);
    return 'done';
  }

  private async replace(
    challenge: Challenge,
    userId: string,
    hash: string,
    { language, newMark }: NewPassword,
    origin: EventOrigin,
  ): Promise<void> {
    const now = this.clock.now();
    await this.replacement.replace(
      {
        userId,
        hash,
        how: 'password-reset',
        language,
        change: ({ emailVerifiedAt }) => ({ emailVerifiedAt: emailVerifiedAt ?? now }),
        along: async (user) => {
          assertOwner(user, challenge);
          await this.answers.use(challenge, newMark);
          if (user.emailVerifiedAt === null) await this.unlinkAll(user, origin);
        },
      },
      origin,
    );
  }

  private async ownerOf({ challenge }: FoundChallenge): Promise<User> {
    const user = await this.users.findById(challenge.userId);
    if (user === null) throw AuthError.of('INVALID_LINK');
    assertOwner(user, challenge);
    return user;
  }

  /**
   * Until now the account was held by a person who never showed that the address is theirs; what
   * that person linked does not stay with the one who has shown it.
   */
  private async unlinkAll({ id: userId }: User, origin: EventOrigin): Promise<void> {
    for (const identity of await this.identities.ofUser(userId)) {
      await this.identities.unlink(identity, this.clock.now());
      const { provider } = identity;
      await this.audit.record(origin, { type: 'identity-unlinked', userId, provider });
    }
  }
}

/** A link is for one address: once the account has another one, or is disabled, it is no good. */
function assertOwner({ email, disabledAt }: User, { address }: Challenge): void {
  if (disabledAt !== null || !sameMailbox(email, address)) throw AuthError.of('INVALID_LINK');
}
