import { Injectable } from '@nestjs/common';
import type { FactorKind, FactorRefusalCause } from '../../audit/audit-cause.js';
import { Clock } from '../../clock/clock.js';
import { AuthError } from '../../errors/auth-error.js';
import { RecoveryCodes } from '../recovery-codes/recovery-codes.js';
import { Totp } from '../totp/totp.js';
import { TotpFactors } from '../totp/totp-factors.js';

export const FACTOR_METHODS = ['totp', 'recovery-code'] as const satisfies readonly FactorKind[];

/** What a person shows beside a password. */
export interface FactorProof {
  readonly method: FactorKind;
  readonly code: string;
}

/** A proof that failed: the answer is one for every cause, the audit trail has the cause. */
export class FactorRefusal extends AuthError {
  constructor(readonly reason: FactorRefusalCause) {
    super({ code: 'INVALID_FACTOR' });
  }
}

/** The second factors of an account. */
@Injectable()
export class SecondFactors {
  constructor(
    private readonly totp: Totp,
    private readonly totpFactors: TotpFactors,
    private readonly recoveryCodes: RecoveryCodes,
    private readonly clock: Clock,
  ) {}

  /** Recovery codes are no factor of their own: they stand in for another one. */
  enrolled(userId: string): Promise<boolean> {
    return this.totpFactors.anyOf(userId);
  }

  /**
   * Part of a unit of work: uses up what was shown.
   * @throws FactorRefusal
   */
  async use(userId: string, { method, code }: FactorProof): Promise<void> {
    const outcome = await this.outcome(userId, method, code);
    if (outcome !== 'right') throw new FactorRefusal(outcome);
  }

  private outcome(
    userId: string,
    method: FactorKind,
    code: string,
  ): Promise<'right' | FactorRefusalCause> {
    switch (method) {
      case 'totp':
        return this.totp.use(userId, code);
      case 'recovery-code':
        return this.recoveryCodes.use(userId, code, this.clock.now());
    }
  }
}
