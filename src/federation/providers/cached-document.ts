import type { Clock } from '../../clock/clock.js';

const MINUTE = 60_000;
/** A document is taken as it is for this long. */
const FRESH = 10 * MINUTE;
/** And used for this long while the provider does not hand out a newer one. */
const STALE = 24 * 60 * MINUTE;
/** How long to be content with a stale one before asking again. */
const PATIENCE = 30_000;
/** How long to wait for a newer one while a stale one would do. */
const RENEWAL_DEADLINE = 1500;

interface Held<T> {
  readonly value: T;
  readonly at: number;
}

/** Something of the provider's that changes rarely: its metadata, its keys. */
export class CachedDocument<T> {
  private held: Held<T> | undefined;
  private loading: Promise<T> | undefined;
  private patientUntil = 0;

  constructor(
    private readonly load: (deadline: AbortSignal) => Promise<T>,
    private readonly clock: Clock,
  ) {}

  /** The document as of at most ten minutes ago, or a day while no newer one can be had. */
  async current(deadline: AbortSignal): Promise<T> {
    const { held } = this;
    const now = this.clock.monotonic();
    if (held === undefined || now - held.at > STALE) return this.renew(deadline);
    if (now - held.at <= FRESH || now < this.patientUntil) return held.value;
    try {
      return await this.renew(AbortSignal.any([deadline, AbortSignal.timeout(RENEWAL_DEADLINE)]));
    } catch {
      this.patientUntil = now + PATIENCE;
      return held.value;
    }
  }

  /** Takes a newer one that was found on another way. */
  keep(value: T): void {
    this.held = { value, at: this.clock.monotonic() };
  }

  private async renew(deadline: AbortSignal): Promise<T> {
    this.loading ??= this.load(deadline).finally(() => {
      this.loading = undefined;
    });
    const value = await this.loading;
    this.keep(value);
    return value;
  }
}
