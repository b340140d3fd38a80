interface Verified<Claims> {
  readonly token: string;
  readonly claims: Claims;
}

/** Enough of a signature to tell tokens apart, and cheaper to hash than the whole of one. */
const keyOf = (token: string): string => token.slice(-32);

/**
 * What was found out about the tokens seen last; at most `capacity` of them. Two generations make
 * forgetting free: when the young one is half the capacity, it takes the place of the old.
 */
export class VerifiedTokenCache<Claims> {
  private young = new Map<string, Verified<Claims>>();
  private old = new Map<string, Verified<Claims>>();

  constructor(private readonly capacity: number) {}

  get(token: string): Claims | undefined {
    const key = keyOf(token);
    const fresh = this.young.get(key);
    if (fresh?.token === token) return fresh.claims;
    const aged = this.old.get(key);
    if (aged?.token !== token) return undefined;
    this.add(token, aged.claims);
    return aged.claims;
  }

  add(token: string, claims: Claims): void {
    this.young.set(keyOf(token), { token, claims });
    if (this.young.size * 2 < this.capacity) return;
    this.old = this.young;
    this.young = new Map();
  }
}
