import { after, type Clock } from '../clock/clock.js';
import type { AccessToken } from '../tokens/access-token.js';

/** Milliseconds after which a refresh that failed is tried again, or up to twice as long. */
const AGAIN = 30_000;
/** Shares of a token's life that are left: tabs, and devices, each choose a moment between. */
const LEAST = 0.1;
const SPREAD = 0.15;

export interface Schedule {
  readonly renewed: (token: AccessToken | undefined) => void;
  readonly close: () => void;
}

/** Timers stand still while a laptop sleeps; one of these comes when it wakes. All reach the window. */
const WAKING = ['visibilitychange', 'online', 'focus', 'pageshow'];

/** Refreshes before the token expires. A hidden page waits until it is looked at. */
export function createSchedule(clock: Clock, refresh: () => Promise<unknown>): Schedule {
  const page = globalThis.document as Document | undefined;
  const closing = new AbortController();
  let due: number | undefined;
  let stop: () => void = () => undefined;

  function set(moment: number | undefined): void {
    stop();
    due = moment;
    if (due !== undefined) stop = after(due - clock(), check);
  }

  function check(): void {
    if (due === undefined || page?.hidden === true) return;
    if (clock() < due) {
      set(due);
      return;
    }
    set(clock() + AGAIN * (1 + Math.random()));
    // A caller that needs a token is told of the failure; this attempt has no caller.
    refresh().catch(() => undefined);
  }

  if (page !== undefined) {
    for (const event of WAKING) addEventListener(event, check, { signal: closing.signal });
  }

  return {
    renewed(token) {
      set(token && token.expiresAt - token.life * (LEAST + SPREAD * Math.random()));
    },
    close() {
      set(undefined);
      closing.abort();
    },
  };
}
