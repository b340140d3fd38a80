/** An authenticator app of an account, its secret encrypted. */
export interface TotpFactor {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly sealedSecret: string;
  /** The latest step of which a code was accepted. */
  readonly lastStep: number;
  /** Milliseconds since the epoch, like every time here. */
  readonly createdAt: number;
  readonly lastUsedAt: number | null;
}

/** One that has not shown a code yet. */
export interface TotpEnrolment {
  readonly id: string;
  readonly userId: string;
  readonly name: string;
  readonly sealedSecret: string;
  readonly expiresAt: number;
}

export abstract class TotpFactors {
  abstract ofUser(userId: string): Promise<readonly TotpFactor[]>;
  /** Whether the account has one. */
  abstract anyOf(userId: string): Promise<boolean>;
  /** One compare-and-set; true for the single caller who may use the code of this step. */
  abstract useStep(id: string, step: number, now: number): Promise<boolean>;
  /** False where the account has no such factor. */
  abstract rename(userId: string, id: string, name: string): Promise<boolean>;
  abstract remove(userId: string, id: string): Promise<boolean>;
  /** Takes the place of one that was begun before. */
  abstract begin(enrolment: TotpEnrolment): Promise<void>;
  abstract enrolment(userId: string): Promise<TotpEnrolment | null>;
  /** Part of a unit of work: makes a factor of an enrolment, for the single caller who gets true. */
  abstract complete(enrolment: TotpEnrolment, step: number, now: number): Promise<boolean>;
  abstract forgetAllOf(userId: string): Promise<void>;
}
