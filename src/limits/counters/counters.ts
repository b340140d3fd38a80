/** How often something was counted in the window that is open. */
export interface Tally {
  readonly count: number;
  /** Milliseconds until the window ends. */
  readonly msLeft: number;
}

/** Counts that end with their window. */
export abstract class Counters {
  /**
   * Counts `amount` more (or, below zero, less) and tells the new count, in one step over all
   * that share the store.
   * @param seconds the window to open where none is open
   */
  abstract add(key: string, amount: number, seconds: number): Promise<Tally>;
  abstract read(key: string): Promise<Tally>;
}
