import { AuthError } from '../../errors/auth-error.js';

export interface GateLimits {
  /** How much work runs at once. */
  readonly running: number;
  /** How much more may wait for its turn. */
  readonly waiting: number;
  /** Milliseconds after which waiting is given up. */
  readonly patience: number;
}

interface Ticket {
  readonly admit: () => void;
}

export type WaitListener = (seconds: number) => void;

const overloaded = (): AuthError => new AuthError({ code: 'OVERLOADED', retryAfter: 1 });

/** Lets costly work through in order of arrival; refuses at once what it could not serve in time. */
export class AdmissionGate {
  private active = 0;
  private admitted = 0;
  /** A set keeps the order of arrival, and lets a late one step out from the middle. */
  private readonly queue = new Set<Ticket>();
  private readonly listeners = new Set<WaitListener>();

  constructor(private readonly limits: GateLimits) {}

  /** How much work may run at once. */
  get slots(): number {
    return this.limits.running;
  }

  get running(): number {
    return this.active;
  }

  get waiting(): number {
    return this.queue.size;
  }

  /** Tells how long each piece of work waited, whether it was admitted or gave up. */
  onWait(listener: WaitListener): void {
    this.listeners.add(listener);
  }

  /** Rejects with OVERLOADED when the queue is full or the turn comes too late. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    await this.enter();
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  /** Rejects with OVERLOADED when as many attempts are under way as may run and wait. */
  async admit<T>(attempt: () => Promise<T>): Promise<T> {
    if (this.admitted >= this.limits.running + this.limits.waiting) throw overloaded();
    this.admitted += 1;
    try {
      return await attempt();
    } finally {
      this.admitted -= 1;
    }
  }

  private async enter(): Promise<void> {
    if (this.active < this.limits.running) {
      this.active += 1;
      this.tell(0);
      return;
    }
    if (this.queue.size >= this.limits.waiting) throw overloaded();
    await this.turn();
  }

  private async turn(): Promise<void> {
    const arrival = performance.now();
    try {
      await new Promise<void>((resolve, reject) => {
        const ticket: Ticket = {
          admit: () => {
            clearTimeout(timer);
            resolve();
          },
        };
        const timer = setTimeout(() => {
          this.queue.delete(ticket);
          reject(overloaded());
        }, this.limits.patience).unref();
        this.queue.add(ticket);
      });
    } finally {
      this.tell((performance.now() - arrival) / 1000);
    }
  }

  /** Hands the place to the next in line, so that a newcomer cannot slip in between. */
  private leave(): void {
    const [next] = this.queue;
    if (next === undefined) {
      this.active -= 1;
      return;
    }
    this.queue.delete(next);
    next.admit();
  }

  private tell(seconds: number): void {
    for (const listener of this.listeners) listener(seconds);
  }
}
