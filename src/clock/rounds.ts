/** Does the same work again and again, never beside itself, until it is stopped. */
export class Rounds {
  private readonly stopping = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private current: Promise<void> = Promise.resolve();

  /** @param work never rejects */
  constructor(private readonly work: () => Promise<void>) {}

  /** Aborted once a round under way should come to its end. */
  get signal(): AbortSignal {
    return this.stopping.signal;
  }

  /**
   * @param first milliseconds until the first round
   * @param pause milliseconds from the end of one to the next; asked for each time
   */
  start(first: number, pause: () => number): void {
    if (this.signal.aborted) return;
    this.timer = setTimeout(() => {
      this.current = this.work();
      void this.current.then(() => {
        this.start(pause(), pause);
      });
    }, first).unref();
  }

  /** Resolves when the round under way has ended. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.timer);
    await this.current;
  }
}

/** Up to a tenth more, so that instances that began together drift apart. */
export const roughly = (milliseconds: number): number => milliseconds * (1 + Math.random() / 10);
