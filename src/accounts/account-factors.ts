import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { AppConfig } from '../config/app-config.js';
import {
  type FactorProof,
  FactorRefusal,
  SecondFactors,
} from '../credentials/factors/second-factors.js';
import { LoginChallenges } from '../credentials/challenges/login-challenges.js';
import { newCodes, RecoveryCodes } from '../credentials/recovery-codes/recovery-codes.js';
import { Totp, type TotpSetup } from '../credentials/totp/totp.js';
import { type TotpFactor, TotpFactors } from '../credentials/totp/totp-factors.js';
import { UnitOfWork } from '../database/unit-of-work.js';
import { AuthError } from '../errors/auth-error.js';
import type { User } from '../users/users.js';
import { SecondFactorNeed } from './second-factor-need.js';

/** Factors that an account may have. */
const MOST = 10;

export interface FactorList {
  readonly factors: readonly TotpFactor[];
  readonly recoveryCodesLeft: number;
}

export interface EnrolledFactor {
  readonly factor: TotpFactor;
  /** Of the first factor, told this once; null for any other. */
  readonly recoveryCodes: readonly string[] | null;
}

/** The second factors of an account, in the hands of its owner or of an operator. */
@Injectable()
export class AccountFactors {
  constructor(
    private readonly need: SecondFactorNeed,
    private readonly factors: SecondFactors,
    private readonly totp: Totp,
    private readonly totpFactors: TotpFactors,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly challenges: LoginChallenges,
    private readonly audit: AuditTrail,
    private readonly unitOfWork: UnitOfWork,
    private readonly config: AppConfig,
  ) {}

  async list(userId: string): Promise<FactorList> {
    const factors = await this.totpFactors.ofUser(userId);
    return { factors, recoveryCodesLeft: await this.recoveryCodes.left(userId) };
  }

  /** @throws AuthError FORBIDDEN where `MFA` is off, or TOO_MANY_FACTORS */
  async begin({ id, username }: User, name: string): Promise<TotpSetup> {
    if (!this.need.offered) throw AuthError.of('FORBIDDEN');
    if ((await this.totpFactors.ofUser(id)).length >= MOST) throw AuthError.of('TOO_MANY_FACTORS');
    return this.totp.begin({ userId: id, username, issuer: this.config.tokens.issuer }, name);
  }

  /** @throws AuthError INVALID_FACTOR */
  async confirm(user: User, code: string, origin: EventOrigin): Promise<EnrolledFactor> {
    try {
      return await this.unitOfWork.run(() => this.enrolNext(user, code, origin));
    } catch (error) {
      // Those who guess were told the secret: nothing is to be found out, and nothing is counted.
      if (error instanceof FactorRefusal) {
        const failed = { type: 'factor-failed', factor: 'totp', cause: error.reason } as const;
        await this.audit.record(origin, { ...failed, userId: user.id });
      }
      throw error;
    }
  }

  /**
   * Part of the unit of work of a login that may not do without a factor. One that was enrolled
   * meanwhile is asked for instead.
   */
  async enrolFirst(user: User, { method, code }: FactorProof, origin: EventOrigin): Promise<void> {
    if (method !== 'totp') throw new FactorRefusal('not-enrolled');
    if (await this.factors.enrolled(user.id)) throw new FactorRefusal('challenge-spent');
    await this.enrol(user, code, origin);
  }

  /** Part of a unit of work: uses up what was shown. */
  async use(userId: string, proof: FactorProof, origin: EventOrigin): Promise<void> {
    await this.factors.use(userId, proof);
    await this.audit.record(origin, { type: 'factor-verified', userId, factor: proof.method });
  }

  /** @throws AuthError NOT_FOUND */
  async rename(user: User, id: string, name: string, origin: EventOrigin): Promise<TotpFactor> {
    await this.unitOfWork.run(async () => {
      if (!(await this.totpFactors.rename(user.id, id, name))) throw AuthError.of('NOT_FOUND');
      const event = { type: 'factor-renamed', factor: 'totp', factorId: id } as const;
      await this.audit.record(origin, { ...event, userId: user.id });
    });
    return this.find(user.id, id);
  }

  /** @throws AuthError NOT_FOUND, or LAST_FACTOR where the account may not be without one */
  remove(user: User, id: string, origin: EventOrigin): Promise<void> {
    return this.unitOfWork.run(async () => {
      const others = (await this.totpFactors.ofUser(user.id)).filter((each) => each.id !== id);
      if (!(await this.totpFactors.remove(user.id, id))) throw AuthError.of('NOT_FOUND');
      if (others.length === 0) {
        if (this.need.demandedOf(user)) throw AuthError.of('LAST_FACTOR');
        await this.recoveryCodes.forgetAllOf(user.id);
      }
      const event = { type: 'factor-removed', factor: 'totp', factorId: id } as const;
      await this.audit.record(origin, { ...event, userId: user.id });
    });
  }

  /** @throws AuthError NOT_FOUND where there is no factor that they could stand in for */
  renewCodes(user: User, origin: EventOrigin): Promise<readonly string[]> {
    return this.unitOfWork.run(async () => {
      if (!(await this.factors.enrolled(user.id))) throw AuthError.of('NOT_FOUND');
      const codes = await this.giveCodes(user.id);
      await this.audit.record(origin, { type: 'recovery-codes-renewed', userId: user.id });
      return codes;
    });
  }

  /** For an owner who has lost all of them. */
  reset(userId: string, origin: EventOrigin): Promise<void> {
    return this.unitOfWork.run(async () => {
      await this.forgetAllOf(userId);
      await this.audit.record(origin, { type: 'factors-reset', userId });
    });
  }

  /** Part of a unit of work. */
  async forgetAllOf(userId: string): Promise<void> {
    await this.totpFactors.forgetAllOf(userId);
    await this.recoveryCodes.forgetAllOf(userId);
    await this.challenges.forgetAllOf(userId);
  }

  private async enrolNext(user: User, code: string, origin: EventOrigin): Promise<EnrolledFactor> {
    const first = !(await this.factors.enrolled(user.id));
    const factor = await this.enrol(user, code, origin);
    return { factor, recoveryCodes: first ? await this.giveCodes(user.id) : null };
  }

  private async enrol(user: User, code: string, origin: EventOrigin): Promise<TotpFactor> {
    const enrolment = await this.totp.complete(user.id, code);
    if (enrolment === null) throw new FactorRefusal('wrong-code');
    const event = { type: 'factor-enrolled', factor: 'totp', factorId: enrolment.id } as const;
    await this.audit.record(origin, { ...event, userId: user.id });
    return this.find(user.id, enrolment.id);
  }

  private async giveCodes(userId: string): Promise<readonly string[]> {
    const codes = newCodes();
    await this.recoveryCodes.replace(userId, codes);
    return codes;
  }

  private async find(userId: string, id: string): Promise<TotpFactor> {
    const factor = (await this.totpFactors.ofUser(userId)).find((each) => each.id === id);
    if (factor === undefined) throw AuthError.of('NOT_FOUND');
    return factor;
  }
}
