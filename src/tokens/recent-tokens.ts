/**
 * What was found out about the tokens seen last; at most `capacity` of them. Two generations make
 * forgetting free: when the young one is half the capacity, it takes the place of the old.
 */
export class RecentTokens<Claims> {
  private young = new Map<string, Claims>();
  private old = new Map<string, Claims>();

  constructor(private readonly capacity: number) {}

  get(token: string): Claims | undefined {
    const claims = this.young.get(token);
    if (claims !== undefined) return claims;
    const aged = this.old.get(token);
    if (aged !== undefined) this.add(token, aged);
    return aged;
  }

  add(token: string, claims: Claims): void {
    this.young.set(token, claims);
    if (this.young.size * 2 < this.capacity) return;
    this.old = this.young;
    this.young = new Map();
  }
}
