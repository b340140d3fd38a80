const FIRST = 100;

/** How long to wait after each failure in a row: twice as long as before, up to a limit. */
export class Backoff {
  private failures = 0;

  /** @param most in milliseconds */
  constructor(private readonly most: number) {}

  /** In milliseconds; by chance up to half less, so that many clients do not come back together. */
  next(): number {
    const whole = Math.min(this.most, FIRST * 2 ** Math.min(this.failures, 10));
    this.failures += 1;
    return whole * (0.5 + Math.random() / 2);
  }

  reset(): void {
    this.failures = 0;
  }
}
