/** Milliseconds. */
const DEADLINE = 10_000;

export interface Readiness {
  readonly started: Promise<void>;
  readonly closed: AbortSignal;
  /** What went wrong last in the background. */
  readonly lastError: () => unknown;
}

/**
 * Waits until the verifier has started.
 * @throws Error at the deadline, or when the verifier is closed
 */
export function untilReady({ started, closed, lastError }: Readiness): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => (): void => {
      settle();
      reject(new Error(why, { cause: lastError() }));
    };
    const close = fail('The verifier was closed');
    // Unlike the timers in the background this one keeps the process alive: the caller waits.
    const timer = setTimeout(fail('Keys or revocations did not come in time'), DEADLINE);
    const settle = (): void => {
      clearTimeout(timer);
      closed.removeEventListener('abort', close);
    };
    closed.addEventListener('abort', close);
    void started.then(() => {
      settle();
      resolve();
    });
    if (closed.aborted) close();
  });
}
