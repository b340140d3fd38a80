import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { AppConfig } from '../../config/app-config.js';
import type { Letter } from '../../mail/letter.js';
import type { QueuedMail } from '../../mail/outbox/queued-mail.js';
import { keyOfEmail } from '../../users/account-keys.js';
import type { User } from '../../users/users.js';
import { type Challenge, type ChallengePurpose, Challenges } from './challenge.js';
import { ChallengeSecrets, digestOf } from './challenge-secrets.js';
import { linkTo } from './links.js';

/** Seconds. A mailbox may be read late, and a new password is wanted now. */
const LIFE: Readonly<Record<ChallengePurpose, number>> = {
  'password-reset': 1800,
  'email-verification': 86_400,
  'email-change': 86_400,
};

/**
 * Links for one purpose and address that can be used at once. Those who would ask for more have as
 * many in the mailbox, so that a stranger who asks does not keep its owner from a new password.
 */
const LIVE = 10;

/** Makes letters with a link and a code, and keeps by what the two are known again. */
@Injectable()
export class ChallengeLetters {
  constructor(
    private readonly challenges: Challenges,
    private readonly secrets: ChallengeSecrets,
    private readonly config: AppConfig,
    private readonly clock: Clock,
  ) {}

  /** Null where there are enough of them. */
  async write(
    mail: QueuedMail,
    purpose: ChallengePurpose,
    address: string,
    user: User,
  ): Promise<Letter | null> {
    const token = this.secrets.token(mail.id);
    const code = this.secrets.code(mail.id);
    const challenge = this.challenge(mail, purpose, address, user, { token, code });
    await this.challenges.put(challenge);
    if ((await this.challenges.earlierLive(challenge, this.clock.now())) >= LIVE) {
      await this.challenges.remove(mail.id);
      return null;
    }
    const { username, displayName: name } = user;
    return {
      kind: mail.kind,
      language: mail.language,
      to: address,
      facts: { name, username, address, code, link: linkTo(purpose, token, this.config) },
      life: LIFE[purpose],
    };
  }

  private challenge(
    { id, matter }: QueuedMail,
    purpose: ChallengePurpose,
    address: string,
    user: User,
    { token, code }: { readonly token: string; readonly code: string },
  ): Challenge {
    const addressKey = keyOfEmail(address);
    if (addressKey === null || matter.request === undefined) {
      throw new TypeError('A challenge needs an address and a request');
    }
    return {
      id,
      purpose,
      tokenDigest: digestOf('token', token),
      requestDigest: matter.request,
      codeDigest: this.secrets.codeDigest(id, code),
      guesses: 0,
      userId: user.id,
      address,
      addressKey,
      expiresAt: this.clock.now() + LIFE[purpose] * 1000,
      usedAt: null,
      usedBy: null,
    };
  }
}
