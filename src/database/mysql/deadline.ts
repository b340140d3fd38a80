import { overloaded } from '../overload.js';

/**
 * @param milliseconds How long `work` may take.
 * @param abandon Called when it took longer; what `work` comes to is of no interest then.
 * @throws AuthError OVERLOADED when time is up.
 */
export async function withDeadline<T>(
  work: Promise<T>,
  milliseconds: number,
  abandon: () => void,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeIsUp = new Promise<never>((_, refuse) => {
    timer = setTimeout(() => {
      abandon();
      refuse(overloaded());
    }, milliseconds);
  });
  try {
    return await Promise.race([work, timeIsUp]);
  } finally {
    clearTimeout(timer);
  }
}
