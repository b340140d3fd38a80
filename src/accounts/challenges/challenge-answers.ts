import { Injectable } from '@nestjs/common';
import { Clock } from '../../clock/clock.js';
import { AuthError } from '../../errors/auth-error.js';
import { type Challenge, type ChallengePurpose, Challenges, type Proof } from './challenge.js';
import { ChallengeSecrets, digestOf } from './challenge-secrets.js';

/** Codes that may be tried for one mail. */
const GUESSES = 5;

/** A proof, and what the browser keeps that brings it. */
export interface Answer {
  readonly proof: Proof;
  /** Undefined for a browser that has followed no link here before. */
  readonly browserMark: string | undefined;
}

export interface FoundChallenge {
  readonly challenge: Challenge;
  /** The same browser has used it before: what it asks for is done already. */
  readonly done: boolean;
}

/** Finds what a link or a code is for. Looking uses nothing up, save one of the guesses at a code. */
@Injectable()
export class ChallengeAnswers {
  constructor(
    private readonly challenges: Challenges,
    private readonly secrets: ChallengeSecrets,
    private readonly clock: Clock,
  ) {}

  /** @throws AuthError INVALID_LINK, whatever is wrong with it */
  async find(
    { proof, browserMark }: Answer,
    purposes: readonly ChallengePurpose[],
  ): Promise<FoundChallenge> {
    const challenge =
      proof.by === 'token'
        ? await this.challenges.byToken(digestOf('token', proof.token))
        : await this.byCode(proof);
    if (challenge === null || !purposes.includes(challenge.purpose)) throw refused();
    if (challenge.usedAt !== null) {
      if (!isSameBrowser(challenge, proof, browserMark)) throw refused();
      return { challenge, done: true };
    }
    if (challenge.expiresAt <= this.clock.now()) throw refused();
    return { challenge, done: false };
  }

  /**
   * Part of the unit of work that does what it is for; it and all others for the same are used up.
   * @throws AuthError INVALID_LINK when another request was faster
   */
  async use(challenge: Challenge, newMark: string): Promise<void> {
    const usedBy = digestOf('browser', newMark);
    if (!(await this.challenges.use(challenge.id, usedBy, this.clock.now()))) throw refused();
    await this.challenges.withdrawOthers(challenge);
  }

  /** Counted before it is compared: of many at once, no more than `GUESSES` are. */
  private async byCode({
    requestId,
    code,
  }: Extract<Proof, { by: 'code' }>): Promise<Challenge | null> {
    const request = digestOf('request', requestId);
    const counted = await this.challenges.countGuess(request, GUESSES, this.clock.now());
    const challenge = await this.challenges.byRequest(request);
    if (challenge === null) return null;
    if (!counted && challenge.usedAt === null) return null;
    return this.secrets.isCode(challenge.id, code, challenge.codeDigest) ? challenge : null;
  }
}

const refused = (): AuthError => AuthError.of('INVALID_LINK');

const isSameBrowser = (
  { usedBy }: Challenge,
  proof: Proof,
  browserMark: string | undefined,
): boolean =>
  proof.by === 'code' || (browserMark !== undefined && digestOf('browser', browserMark) === usedBy);
