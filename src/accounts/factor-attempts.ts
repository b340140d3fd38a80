import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/audit-trail.js';
import type { EventOrigin } from '../audit/event-origin.js';
import { FactorRefusal, type FactorProof } from '../credentials/factors/second-factors.js';
import { KnownDevices } from '../credentials/known-devices.js';
import { AttemptLimits } from '../limits/attempt-limits.js';

/** A proof, and what shows where it comes from. */
export interface FactorAttempt extends FactorProof {
  /** What the device showed of earlier logins. */
  readonly deviceMark: string | undefined;
}

/** Lets proofs be tried within the limits, and writes down those that fail. */
@Injectable()
export class FactorAttempts {
  constructor(
    private readonly limits: AttemptLimits,
    private readonly devices: KnownDevices,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws AuthError INVALID_FACTOR or TOO_MANY_REQUESTS */
  async make<T>(
    userId: string,
    { method, deviceMark }: FactorAttempt,
    origin: EventOrigin,
    attempt: () => Promise<T>,
  ): Promise<T> {
    const device = this.devices.recognise(deviceMark, userId);
    // A recovery code has 120 bits: its owner gets in by it whatever others guess at.
    const guess = { userId, address: origin.address, device, guessable: method === 'totp' };
    try {
      return await this.limits.factor(guess, attempt);
    } catch (error) {
      if (error instanceof FactorRefusal) {
        const failed = { type: 'factor-failed', factor: method, cause: error.reason } as const;
        await this.audit.record(origin, { ...failed, userId });
      }
      throw error;
    }
  }
}
