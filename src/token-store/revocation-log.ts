/** What stops being trusted before it expires, in the words of the feed. */
export type RevokedKind = 'session' | 'user' | 'client' | 'key';

/** Why it does. */
export type RevocationReason =
  | 'logout'
  | 'ended-by-user'
  | 'ended-by-operator'
  | 'token-revoked'
  | 'password-reset'
  | 'password-changed'
  | 'session-limit'
  | 'used-elsewhere'
  | 'reuse'
  | 'user-disabled'
  | 'user-gone'
  | 'client-disabled'
  | 'key-revoked';

export interface Revocation {
  readonly kind: RevokedKind;
  /** The id of the session, user or service account, or the `kid` of the key. */
  readonly subject: string;
  readonly reason: RevocationReason;
  /** Milliseconds since the epoch. */
  readonly revokedAt: number;
}

/** How many revocations each process has written, by the id of its chain. */
export type Heads = ReadonlyMap<string, number>;

/** A place in the log: the revocations of a chain up to a number, that one included. */
export interface Position {
  readonly chain: string;
  readonly seq: number;
}

export type LoggedRevocation = Revocation & Position;

/**
 * What was revoked, in chains. A process writes chains of its own, numbered from 1 without holes, one
 * batch after the other: when a number can be read, so can every lower one, whatever the clocks say
 * and however late a commit comes.
 */
export abstract class RevocationLog {
  /**
   * Ends sessions that are open, and writes down what ended, in one transaction; true for each that
   * this call ended. What is no session is written down each time. Joins a unit of work that is
   * running, and then counts once that has committed.
   */
  abstract append(revocations: readonly Revocation[]): Promise<readonly boolean[]>;
  abstract heads(): Promise<Heads>;
  /** What one chain holds after a position, up to a number: at most `limit`, the oldest first. */
  abstract read(after: Position, upTo: number, limit: number): Promise<readonly LoggedRevocation[]>;
}
