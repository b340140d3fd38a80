import { networkFailure } from '../errors/portcullis-error.js';

/** Milliseconds; another tab ends its work, or gives up, long before. */
const PATIENCE = 90_000;

/** @param waited whether another tab had the turn in the meantime */
export type Work<Result> = (waited: boolean) => Promise<Result>;
export type Turns = <Result>(work: Work<Result>) => Promise<Result>;

/** One after another within this page, whatever becomes of each. */
function inThisPage(): Turns {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(() => work(false));
    last = turn.catch(() => undefined);
    return turn;
  };
}

/** One after another in all tabs of the origin (Web Locks); a tab that is closed leaves its turn. */
function inAllTabs(name: string, locks: LockManager): Turns {
  return async <Result>(work: Work<Result>): Promise<Result> => {
    const free = await locks.request(name, { ifAvailable: true }, async (lock) =>
      lock === null ? undefined : { result: await work(false) },
    );
    if (free !== undefined) return free.result;
    const deadline = new AbortController();
    const timer = setTimeout(() => {
      deadline.abort();
    }, PATIENCE);
    const { signal } = deadline;
    let begun = false;
    try {
      return await locks.request(name, { signal }, () => {
        clearTimeout(timer);
        begun = true;
        return work(true);
      });
    } catch (error) {
      throw begun ? error : networkFailure(error);
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Browsers have Web Locks on secure pages alone; elsewhere each page goes its own way. */
export function createTurns(name: string, isShared: boolean): Turns {
  const locks = (globalThis.navigator as { locks?: LockManager } | undefined)?.locks;
  return isShared && locks !== undefined ? inAllTabs(name, locks) : inThisPage();
}
