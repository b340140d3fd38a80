import { type Logger, pino } from 'pino';
import { safeError } from './safe-error.js';
import type { AppConfig } from '../../config/app-config.js';

export type ServerLog = Logger;

/** JSON lines; requests appear by id only, so no header, body or query can slip in. */
export const serverLog = (
  config: AppConfig,
  destination?: { write(line: string): void },
): ServerLog =>
  pino(
    {
      level: config.logLevel,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (level) => ({ level }) },
      serializers: { err: safeError, req: () => undefined, res: () => undefined },
    },
    destination ?? pino.destination({ dest: 1, sync: true }),
  );
