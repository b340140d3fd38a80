import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { Clock } from '../../clock/clock.js';
import { base32 } from './base32.js';
import { DIGITS, PERIOD, stepOf } from './time-codes.js';
import { type TotpEnrolment, TotpFactors } from './totp-factors.js';
import { TotpSecrets } from './totp-secrets.js';

/** Milliseconds in which an enrolment has to be completed. */
const ENROLMENT_LIFE = 600_000;

/** What an authenticator app is told, once. */
export interface TotpSetup {
  readonly id: string;
  readonly secret: string;
  readonly uri: string;
}

/** What a code came to. */
export type TotpOutcome = 'right' | 'wrong-code' | 'used-code' | 'not-enrolled';

export interface TotpOwner {
  readonly userId: string;
  readonly username: string;
  readonly issuer: string;
}

/** Codes by time (RFC 6238). */
@Injectable()
export class Totp {
  constructor(
    private readonly factors: TotpFactors,
    private readonly secrets: TotpSecrets,
    private readonly clock: Clock,
  ) {}

  async begin({ userId, username, issuer }: TotpOwner, name: string): Promise<TotpSetup> {
    const id = uuidv7();
    const secret = this.secrets.make();
    const sealedSecret = this.secrets.seal(secret, userId, id);
    const expiresAt = this.clock.now() + ENROLMENT_LIFE;
    await this.factors.begin({ id, userId, name, sealedSecret, expiresAt });
    const text = base32(secret);
    return { id, secret: text, uri: setupUri(text, username, issuer) };
  }

  /**
   * Part of a unit of work: the code of an enrolment makes it a factor, and is used with that.
   * @returns the enrolment; null where there is none, or the code is wrong
   */
  async complete(userId: string, code: string): Promise<TotpEnrolment | null> {
    const now = this.clock.now();
    const enrolment = await this.factors.enrolment(userId);
    if (enrolment === null || enrolment.expiresAt <= now) return null;
    const secret = this.secrets.open(enrolment.sealedSecret, userId, enrolment.id);
    const step = secret === null ? null : stepOf(secret, code, now);
    if (step === null) return null;
    return (await this.factors.complete(enrolment, step, now)) ? enrolment : null;
  }

  /** Part of a unit of work: uses a code of any of the account's factors. */
  async use(userId: string, code: string): Promise<TotpOutcome> {
    const now = this.clock.now();
    const enrolled = await this.factors.ofUser(userId);
    let outcome: TotpOutcome = enrolled.length === 0 ? 'not-enrolled' : 'wrong-code';
    for (const { id, sealedSecret } of enrolled) {
      const secret = this.secrets.open(sealedSecret, userId, id);
      const step = secret === null ? null : stepOf(secret, code, now);
      if (step === null) continue;
      if (await this.factors.useStep(id, step, now)) return 'right';
      outcome = 'used-code';
    }
    return outcome;
  }
}

/** The key URI that authenticator apps read from a QR code; the host of the issuer names us. */
function setupUri(secret: string, username: string, issuer: string): string {
  const name = new URL(issuer).host;
  const label = `${encodeURIComponent(name)}:${encodeURIComponent(username)}`;
  const query = `secret=${secret}&issuer=${encodeURIComponent(name)}`;
  return `otpauth://totp/${label}?${query}&algorithm=SHA1&digits=${String(DIGITS)}&period=${String(PERIOD)}`;
}
