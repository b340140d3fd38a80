/** What can be revoked: a session, all of a person or of a service, or a signing key. */
export const REVOCATION_TYPES = [
  'session-revoked',
  'user-revoked',
  'client-revoked',
  'key-revoked',
] as const;

export type RevocationType = (typeof REVOCATION_TYPES)[number];

/** One entry of the feed. Times are NumericDates. */
export interface RevocationEvent {
  readonly type: RevocationType;
  /** The `sid`, `uid`, `client_id` or `kid` that it is about. */
  readonly id: string;
  /** When it happened; tokens of a person or a service that were issued later stay good. */
  readonly eventTimestamp: number;
  /** When the last token that it concerns has expired. */
  readonly until: number;
  /** Who wanted it: `user`, `admin`, `policy` or `system`. */
  readonly initiatingEntity?: string;
  readonly reasonAdmin?: string;
}
