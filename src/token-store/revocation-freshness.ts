/** How current this instance's knowledge of revoked sessions is. */
export abstract class RevocationFreshness {
  /** When the store was last read, in milliseconds since the epoch; null before the first time. */
  abstract readonly asOf: number | null;
}
