import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { Clock } from '../clock/clock.js';
import {
  challengeDigest,
  type LoginChallenge,
  LoginChallenges,
  newChallengeId,
} from '../credentials/challenges/login-challenges.js';
import { type FactorProof, FactorRefusal } from '../credentials/factors/second-factors.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AuthError, type LoginMethod } from '../errors/auth-error.js';
import { AttemptLimits } from '../limits/attempt-limits.js';
import { type LoginCredentials, SessionOpening } from '../sessions/session-opening.js';
import { methodsOf } from '../sessions/session-proof.js';
import type { SessionProfile, TokenSet } from '../sessions/session-tokens.js';
import { type User, Users } from '../users/users.js';
import { AccountFactors } from './account-factors.js';
import { type FactorAttempt, FactorAttempts } from './factor-attempts.js';
import { type FactorNeed, SecondFactorNeed } from './second-factor-need.js';

/** Seconds in which a login has to show its second factor. */
const LIFE = 300;

const METHODS: Readonly<Record<Exclude<FactorNeed, 'none'>, readonly LoginMethod[]>> = {
  verify: ['totp', 'recovery-code'],
  enrol: ['enrol-totp'],
};

/** A session for who has shown a password or a code, and a second factor where that is due. */
@Injectable()
export class SignIn {
  constructor(
    private readonly need: SecondFactorNeed,
    private readonly challenges: LoginChallenges,
    private readonly factors: AccountFactors,
    private readonly attempts: FactorAttempts,
    private readonly limits: AttemptLimits,
    private readonly sessions: SessionOpening,
    private readonly users: Users,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws AuthError MFA_REQUIRED, or as the opening of a session does */
  async begin(
    user: User,
    profile: SessionProfile,
    origin: EventOrigin,
    credentials: LoginCredentials,
  ): Promise<TokenSet> {
    const need = await this.need.of(user);
    if (need === 'none') return this.sessions.open(user, profile, origin, credentials);
    throw await this.challenged(user, profile, origin, { need, credentials });
  }

  /** Has a login wait for its second factor; what its client is told. */
  async challenged(
    { id: userId, passwordVersion }: User,
    { contract }: SessionProfile,
    origin: EventOrigin,
    { need, credentials }: { need: Exclude<FactorNeed, 'none'>; credentials: LoginCredentials },
  ): Promise<AuthError> {
    const challengeId = newChallengeId();
    const expiresAt = this.clock.now() + LIFE * 1000;
    const digest = challengeDigest(challengeId);
    const proven = { userId, contract, credentials, passwordVersion };
    await this.challenges.keep({ ...proven, digest, purpose: need, expiresAt });
    await this.audit.record(origin, { type: 'login-challenged', userId, contract });
    const challenge = { challengeId, methods: METHODS[need], expiresIn: LIFE };
    return new AuthError({ code: 'MFA_REQUIRED', challenge });
  }

  /** @throws AuthError INVALID_FACTOR for one that is unknown, over or used, or TOO_MANY_REQUESTS */
  challenge(challengeId: string, { address }: EventOrigin): Promise<LoginChallenge> {
    return this.limits.challenge(address, async () => {
      const digest = challengeDigest(challengeId);
      const challenge = await this.challenges.find(digest, this.clock.now());
      if (challenge === null) throw AuthError.of('INVALID_FACTOR');
      return challenge;
    });
  }

  /**
   * Who is to enrol a first factor before a login goes on.
   * @throws AuthError INVALID_FACTOR or TOO_MANY_REQUESTS
   */
  async enrolling(challengeId: string, origin: EventOrigin): Promise<User> {
    const challenge = await this.challenge(challengeId, origin);
    const user = challenge.purpose === 'enrol' ? await this.provenOwner(challenge) : null;
    if (user === null || (await this.need.of(user)) !== 'enrol') {
      throw AuthError.of('INVALID_FACTOR');
    }
    return user;
  }

  /** @throws AuthError INVALID_FACTOR, TOO_MANY_REQUESTS, or as the opening of a session does */
  async complete(
    challenge: LoginChallenge,
    attempt: FactorAttempt,
    profile: SessionProfile,
    origin: EventOrigin,
  ): Promise<TokenSet> {
    const { userId } = challenge;
    return this.attempts.make(userId, attempt, origin, async () => {
      if (!(await this.challenges.attempt(challenge.digest, this.clock.now()))) {
        throw new FactorRefusal('challenge-spent');
      }
      const user = await this.provenOwner(challenge);
      if (user === null) throw new FactorRefusal('user-gone');
      return this.enter(user, challenge, attempt, profile, origin);
    });
  }

  /** @throws FactorRefusal where another password has taken the place of what was proven */
  private async provenOwner({ userId, passwordVersion }: LoginChallenge): Promise<User | null> {
    const user = await this.users.findById(userId);
    if (user !== null && user.passwordVersion !== passwordVersion) {
      throw new FactorRefusal('challenge-spent');
    }
    return user;
  }

  /** Factor, challenge and session in one: whatever ends the process, all of them hold or none. */
  private async enter(
    user: User,
    { digest, credentials, purpose }: LoginChallenge,
    proof: FactorProof,
    profile: SessionProfile,
    origin: EventOrigin,
  ): Promise<TokenSet> {
    const now = this.clock.now();
    const planned = this.sessions.plan(
      user,
      profile,
      origin,
      now,
      credentials,
      methodsOf(proof.method),
    );
    await this.unitOfWork.run(async () => {
      if (purpose === 'enrol') await this.factors.enrolFirst(user, proof, origin);
      else await this.factors.use(user.id, proof, origin);
      if (!(await this.challenges.consume(digest))) throw new FactorRefusal('challenge-spent');
      await this.sessions.persist(planned, now);
    });
    return this.sessions.enter(user, profile, origin, { planned, credentials, now });
  }
}
