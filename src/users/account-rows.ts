import type { CanonicalName } from './canonical-name.js';
import type { User } from './users.js';

/** An account as it is stored, with its hash: for import and export, and for nothing that answers a request. */
export interface AccountRow extends User {
  readonly passwordHash: string | null;
}

/** Accounts by the hundred; 500 at most in one call. */
export abstract class AccountRows {
  /** Adds all of them, or none where an id, a name or an address is taken: false then. */
  abstract addAll(rows: readonly AccountRow[]): Promise<boolean>;
  /** Which of their names belonged to accounts that were deleted, and are given to no other. */
  abstract retired(rows: readonly AccountRow[]): Promise<ReadonlySet<CanonicalName>>;
  /** The accounts that have the id, the name or the address of one of these. */
  abstract clashing(rows: readonly AccountRow[]): Promise<readonly AccountRow[]>;
  /** The next ones in the order of their ids; from the first where `id` is null. */
  abstract after(id: string | null, limit: number): Promise<readonly AccountRow[]>;
}
