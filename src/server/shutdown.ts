import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Drain } from '../health/drain.js';

/** Milliseconds that requests under way have to finish. */
const REQUESTS_DEADLINE = 8_000;
/** Milliseconds after which the process ends, whatever hangs. */
const DEADLINE = 9_500;
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

/** Finishes what was begun, takes on nothing new, and leaves within the deadline. */
export function drainOnSignals(app: NestFastifyApplication): void {
  const log = new Logger('Shutdown');
  const drain = app.get(Drain);

  const leave = async (signal: string): Promise<void> => {
    if (drain.active) return;
    drain.begin();
    log.log(`${signal}: draining`);
    setTimeout(() => {
      log.error('Shutdown timed out');
      process.exit(1);
    }, DEADLINE).unref();

    const finished = await inTime(drain.finished());
    if (!finished) log.warn('Requests under way did not end in time and are cut off');
    await app.close();
    log.log('Drained');
    process.exit(finished ? 0 : 1);
  };

  for (const signal of SIGNALS) {
    process.on(signal, () => {
      leave(signal).catch((error: unknown) => {
        log.error(error);
        process.exit(1);
      });
    });
  }
}

const inTime = (finished: Promise<void>): Promise<boolean> =>
  Promise.race([finished.then(() => true), delay(REQUESTS_DEADLINE, false)]);
