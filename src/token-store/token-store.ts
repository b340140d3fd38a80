import type { RevocationReason } from './revocation-log.js';

/** One row per session: the family of refresh tokens that descend from one login. */
export interface Session {
  readonly id: string;
  readonly userId: string;
  /** Name of the contract whose lifetimes and answers the session keeps. */
  readonly contract: string;
  /** `amr` of its tokens, between blanks. */
  readonly amr: string;
  /** Counts rotations; only the token that names the current generation can be rotated. */
  readonly generation: number;
  /** Times are milliseconds since the epoch. */
  readonly createdAt: number;
  /** When the current generation was made; equals `createdAt` for generation 0. */
  readonly rotatedAt: number;
  readonly expiresAt: number;
  readonly absoluteExpiresAt: number;
  readonly revokedAt: number | null;
  readonly revokedReason: RevocationReason | null;
  /** Where the current generation was made from. */
  readonly lastAddress: string;
  readonly lastUserAgent: string | null;
  /** Digest of the device's id; null for one that has not logged in to the account before. */
  readonly lastDevice: string | null;
}

/** Where a session is used from. */
export interface SessionUse {
  readonly address: string;
  readonly userAgent: string | null;
}

export interface RotationUse extends SessionUse {
  /** Digest of the device's id, for one that has logged in to the account. */
  readonly device: string | null;
}

const LONGEST_ADDRESS = 64;
const LONGEST_USER_AGENT = 256;

/** By code points: half a surrogate pair is refused by MySQL. */
const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : Array.from(text).slice(0, longest).join('');

/** What a client says about itself, well-formed and as long as its columns. */
export const boundedUse = ({ address, userAgent }: SessionUse): SessionUse => ({
  address: cut(address.toWellFormed(), LONGEST_ADDRESS),
  userAgent: userAgent === null ? null : cut(userAgent.toWellFormed(), LONGEST_USER_AGENT),
});

export interface Opening {
  readonly id: string;
  readonly userId: string;
  readonly contract: string;
  /** `amr` of its tokens, between blanks. */
  readonly amr: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly expiresAt: number;
  readonly absoluteExpiresAt: number;
  readonly use: SessionUse;
}

export interface Rotation {
  readonly id: string;
  /** The generation that the presented token names. */
  readonly generation: number;
  readonly now: number;
  /** Expiry of the successor. */
  readonly expiresAt: number;
  readonly use: RotationUse;
}

/** A session as its owner sees it. */
export interface ListedSession {
  readonly id: string;
  readonly contract: string;
  readonly createdAt: number;
  /** When it was last refreshed. */
  readonly rotatedAt: number;
  readonly expiresAt: number;
  readonly issuedAddress: string;
  readonly lastAddress: string;
  readonly lastUserAgent: string | null;
}

export interface SessionPage {
  readonly userId: string;
  /** Only those that live then, in milliseconds since the epoch. */
  readonly now: number;
  /** Only those that began before this one. */
  readonly before: string | null;
  readonly limit: number;
}

/** What an estimate may cost. */
export interface Effort {
  /** Rows that are looked at. */
  readonly sample: number;
  /** Entries of the index that are counted. */
  readonly most: number;
}

export abstract class TokenStore {
  /** Inserts a session at generation 0. */
  abstract open(opening: Opening): Promise<void>;
  /** One compare-and-set; true for the single caller who moved the session on. */
  abstract rotate(rotation: Rotation): Promise<boolean>;
  abstract find(id: string): Promise<Session | null>;
  /** The ids of what a user has open, expired or not; at most 10,000. */
  abstract openSessionsOf(userId: string): Promise<readonly string[]>;
  /** How many sessions of all users are open: exactly, as long as `sample` rows are all there are. */
  abstract estimateOpen(now: number, effort: Effort): Promise<number>;
  /** Of an account that is deleted: where its sessions were used from, until they are swept. */
  abstract forgetPlacesOf(userId: string): Promise<void>;
  /** What a user has open, the latest first. */
  abstract list(page: SessionPage): Promise<readonly ListedSession[]>;
}
