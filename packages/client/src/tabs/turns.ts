import { isPortcullisError, networkFailure } from '../errors/portcullis-error.js';

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

/** Old browsers have Web Locks without this. */
const deadline = (): LockOptions =>
  'timeout' in AbortSignal ? { signal: AbortSignal.timeout(PATIENCE) } : {};

/** One after another in all tabs of the origin (Web Locks); a tab that is closed leaves its turn. */
function inAllTabs(name: string, locks: LockManager): Turns {
  return async <Result>(work: Work<Result>): Promise<Result> => {
    const take = (options: LockOptions, waited: boolean): Promise<{ result: Result } | undefined> =>
      locks.request(name, options, async (lock) =>
        lock === null ? undefined : { result: await work(waited) },
      );
    try {
      const taken = (await take({ ifAvailable: true }, false)) ?? (await take(deadline(), true));
      if (taken !== undefined) return taken.result;
    } catch (error) {
      throw isPortcullisError(error) ? error : networkFailure(error);
    }
    throw networkFailure();
  };
}

/** Browsers have Web Locks on secure pages alone; elsewhere each page goes its own way. */
export function createTurns(name: string, isShared: boolean): Turns {
  const { locks } = (globalThis.navigator as Partial<Navigator> | undefined) ?? {};
  return isShared && locks !== undefined ? inAllTabs(name, locks) : inThisPage();
}
