import type { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import { type Clock, SystemClock } from '../clock/clock.js';
import type { AppConfig } from '../config/app-config.js';
import { activeTrace, tracer } from '../tracing/tracer.js';
import { LogBuffer } from './log-buffer.js';

interface SafeError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string | undefined;
  readonly code?: string;
  readonly cause?: SafeError;
}

const MAX_CAUSES = 5;

/**
 * An error as a log may show it: type, message, stack and causes. Database drivers hang the
 * statement and its parameters on their errors, so nothing else is copied.
 */
export function safeError(error: unknown, depth = 0): SafeError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'not an error' };
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const cause =
    error.cause === undefined || depth >= MAX_CAUSES
      ? {}
      : { cause: safeError(error.cause, depth + 1) };
  return { type: error.name, message: error.message, stack: error.stack, ...code, ...cause };
}

export type ServerLog = Logger;

/** RFC 3339, put into words once a millisecond: many lines are of the same one. */
function isoTime(clock: Clock): () => string {
  let at = Number.NaN;
  let member = '';
  return () => {
    const now = clock.now();
    if (now !== at) {
      at = now;
      member = `,"time":"${new Date(now).toISOString()}"`;
    }
    return member;
  };
}

/** JSON lines; requests appear by id only, so no header, body or query can slip in. */
export function serverLog(
  config: AppConfig,
  destination: Writable = process.stdout,
  clock: Clock = new SystemClock(),
): ServerLog {
  const log: ServerLog = pino(
    {
      level: config.server.logLevel,
      base: null,
      timestamp: isoTime(clock),
      formatters: { level: (level) => ({ level }) },
      ...(tracer() === null ? {} : { mixin: activeTrace }),
      serializers: { err: safeError, req: () => undefined, res: () => undefined },
    },
    new LogBuffer(destination, (lost) => {
      log.warn({ context: 'Log', lost }, 'Log lines were lost: standard output did not take them');
    }),
  );
  return log;
}

/** Says what in the configuration may not be meant. */
export function warnOfConfiguration(log: ServerLog, { warnings }: AppConfig): void {
  for (const warning of warnings) log.warn({ context: 'Configuration' }, warning);
}
