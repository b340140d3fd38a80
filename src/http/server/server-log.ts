import { type Logger, pino } from 'pino';
import { LogBuffer, type LogDestination } from './log-buffer.js';
import { safeError } from './safe-error.js';
import type { AppConfig } from '../../config/app-config.js';

export type ServerLog = Logger;

/** JSON lines; requests appear by id only, so no header, body or query can slip in. */
export const serverLog = (config: AppConfig, destination?: LogDestination): ServerLog =>
  pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: safeError, req: () => undefined, res: () => undefined },
    },
    destination ?? new LogBuffer(pino.destination({ dest: 1, sync: true })),
  );
