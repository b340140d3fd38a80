/** How often something was counted in the window that is open. */
export interface Tally {
  readonly count: number;
  /** Milliseconds until the window ends. */
  readonly msLeft: number;
}

export const NOTHING: Tally = { count: 0, msLeft: 0 };

/** What the first count of a window opens. */
export interface Window {
  readonly seconds: number;
  /** From this count on, each further one lets the window begin anew and keeps the count. */
  readonly movesFrom?: number;
}

/** Counts that end with their window. */
export abstract class Counters {
  /** Counts one more and tells the new count, in one step over all that share the store. */
  abstract add(key: string, window: Window): Promise<Tally>;
  /** A tally for each key, in one round trip. */
  abstract readAll(keys: readonly string[]): Promise<readonly Tally[]>;
  abstract remove(key: string): Promise<void>;

  /** Whether a key surely counts nothing. Only a store within the process can tell without asking. */
  abstract isUntouched(key: string): boolean;
}
