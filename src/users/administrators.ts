/** The accounts with the role of administrators, of which one at least has to stay. */
export abstract class Administrators {
  /** Whether another account than this one has the role and is not disabled. */
  abstract hasOthersThan(userId: string): Promise<boolean>;
  /** How many changes took away an administrator until now. */
  abstract turn(): Promise<number>;
  /**
   * One compare-and-set: of changes that saw the same turn, one takes it. What a unit of work read
   * before it took the turn is still so.
   */
  abstract takeTurn(seen: number): Promise<boolean>;
}
