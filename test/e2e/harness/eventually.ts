import { setTimeout as pause } from 'node:timers/promises';

/** Polls a condition of another process or instance; fails when it never comes true. */
export async function eventually(
  holds: () => Promise<boolean>,
  deadline = Date.now() + 10_000,
): Promise<void> {
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error('it never came true');
    await pause(20);
  }
}
