import { Logger } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Drain } from '../../health/drain.js';

/** Milliseconds that requests under way have to finish. */
const DRAIN_DEADLINE = 10_000;
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
      log.warn('deadline passed with requests under way');
      process.exit(1);
    }, DRAIN_DEADLINE).unref();
    await app.close();
    log.log('drained');
    process.exit(0);
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
