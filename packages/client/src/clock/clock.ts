/** The time in milliseconds since the epoch, as `Date.now` tells it. */
export type Clock = () => number;

export const systemClock: Clock = () => Date.now();

/** setTimeout takes no more than a signed 32-bit number. */
const LONGEST = 2 ** 31 - 1;

/** A timer that keeps no process alive (in Node); the function that it returns stops it. */
export function after(milliseconds: number, run: () => void): () => void {
  const timer: unknown = setTimeout(run, Math.min(milliseconds, LONGEST));
  (timer as { unref?: () => void }).unref?.();
  return () => {
    clearTimeout(timer as number);
  };
}

/** A caller waits for this one, so it keeps the process alive. */
export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
