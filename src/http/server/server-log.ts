import type { Writable } from 'node:stream';
import { type Logger, pino } from 'pino';
import { LogBuffer } from './log-buffer.js';
import { safeError } from './safe-error.js';
import type { AppConfig } from '../../config/app-config.js';

export type ServerLog = Logger;

/** JSON lines; requests appear by id only, so no header, body or query can slip in. */
export function serverLog(config: AppConfig, destination: Writable = process.stdout): ServerLog {
  const log: ServerLog = pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
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
