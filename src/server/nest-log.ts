import type { LoggerService } from '@nestjs/common';
import type { ServerLog } from './server-log.js';

/** Nest tells of every module and route at boot; that is for debugging. */
const BOOT_CONTEXTS: ReadonlySet<string> = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** Who starts the process ends it when it cannot start, and says why in words for its operator. */
const BOOT_FAILURES: ReadonlySet<unknown> = new Set(['ExceptionHandler', 'NestApplication']);

/** Nest's own lines, in the one log. */
export class NestLog implements LoggerService {
  constructor(private readonly server: ServerLog) {}

  log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    const level = typeof context === 'string' && BOOT_CONTEXTS.has(context) ? 'debug' : 'info';
    this.server[level](...entry(message, rest));
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.server.warn(...entry(message, rest));
  }

  error(message: unknown, ...rest: unknown[]): void {
    const level = BOOT_FAILURES.has(rest.at(-1)) ? 'debug' : 'error';
    this.server[level](...entry(message, rest));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.server.debug(...entry(message, rest));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.server.trace(...entry(message, rest));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.server.fatal(...entry(message, rest));
  }
}

/** Nest passes the context last and, for errors, a stack before it. */
function entry(message: unknown, rest: readonly unknown[]): [object, string] {
  const context = rest.at(-1);
  const stack = rest.length > 1 ? rest[0] : undefined;
  const fields = {
    ...(typeof context === 'string' ? { context } : {}),
    ...(typeof stack === 'string' ? { stack } : {}),
  };
  return message instanceof Error
    ? [{ ...fields, err: message }, message.message]
    : [fields, String(message)];
}
