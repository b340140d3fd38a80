import { createHash, randomBytes } from 'node:crypto';

/** Whether the account has a factor, or has to enrol its first one. */
export type ChallengePurpose = 'verify' | 'enrol';

/** What the client has shown already. */
export type ProvenCredentials = 'password' | 'authorization-code';

/** A login that waits for its second factor. */
export interface LoginChallenge {
  /** Of what the client was given, which is stored nowhere. */
  readonly digest: string;
  readonly userId: string;
  /** Name of the contract that the login began with, and is answered by. */
  readonly contract: string;
  readonly credentials: ProvenCredentials;
  readonly purpose: ChallengePurpose;
  /** Of the account, when the credentials were checked. */
  readonly passwordVersion: number;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
}

/** Codes that one challenge takes; wrong ones end it. */
export const ATTEMPTS = 5;

/** Opaque, 256 bits. */
export const newChallengeId = (): string => randomBytes(32).toString('base64url');

export const challengeDigest = (id: string): string =>
  createHash('sha256').update(id).digest('base64url');

export abstract class LoginChallenges {
  abstract keep(challenge: LoginChallenge): Promise<void>;
  /** Null for one that is unknown, over or used. */
  abstract find(digest: string, now: number): Promise<LoginChallenge | null>;
  /** One compare-and-set; false once all attempts have been made. */
  abstract attempt(digest: string, now: number): Promise<boolean>;
  /** Part of a unit of work; true for the single caller who may log in by it. */
  abstract consume(digest: string): Promise<boolean>;
  abstract forgetAllOf(userId: string): Promise<void>;
}
