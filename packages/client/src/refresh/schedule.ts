import { after, type Clock } from '../clock/clock.js';
import type { AccessToken } from '../tokens/access-token.js';

/** Milliseconds after which a refresh that failed is tried again. */
const AGAIN = 30_000;
/** Shares of a token's life: tabs, and devices of many people, each choose a moment between. */
const EARLIEST = 0.75;
const SPREAD = 0.15;

export interface Schedule {
  readonly renewed: (token: AccessToken | undefined) => void;
  readonly close: () => void;
}

const PAGE_EVENTS = ['visibilitychange'] as const;
/** Timers stand still while a laptop sleeps; one of these comes when it wakes. */
const WINDOW_EVENTS = ['online', 'focus', 'pageshow'] as const;

const isHidden = (): boolean => (globalThis.document as Document | undefined)?.hidden === true;

/** Refreshes before the token expires. A hidden page waits until it is looked at. */
export function createSchedule(clock: Clock, refresh: () => Promise<unknown>): Schedule {
  let due: number | undefined;
  let stop: () => void = () => undefined;

  function set(moment: number | undefined): void {
    stop();
    due = moment;
    if (due !== undefined) stop = after(due - clock(), check);
  }

  function check(): void {
    if (due === undefined || isHidden()) return;
    if (clock() < due) {
      set(due);
      return;
    }
    set(clock() + AGAIN * (1 + Math.random()));
    // A caller that needs a token is told of the failure; this attempt has no caller.
    refresh().catch(() => undefined);
  }

  const page = globalThis.document as Document | undefined;
  const windows = page === undefined ? undefined : globalThis;
  for (const event of PAGE_EVENTS) page?.addEventListener(event, check);
  for (const event of WINDOW_EVENTS) windows?.addEventListener(event, check);

  return {
    renewed(token) {
      const wait = token && token.life * (1 - EARLIEST - SPREAD * Math.random());
      set(token && wait !== undefined ? token.expiresAt - wait : undefined);
    },
    close() {
      set(undefined);
      for (const event of PAGE_EVENTS) page?.removeEventListener(event, check);
      for (const event of WINDOW_EVENTS) windows?.removeEventListener(event, check);
    },
  };
}
