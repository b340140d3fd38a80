import { ConfigurationError } from './config/configuration-error.js';

/** EX_CONFIG of sysexits.h: a restart alone will not help. */
const EX_CONFIG = 78;

/** Says why the process could not start, in words where the fault is the operator's to mend. */
export function refuseToStart(error: unknown): never {
  if (error instanceof ConfigurationError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(EX_CONFIG);
  }
  const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`Portcullis could not start: ${reason}\n`);
  process.exit(1);
}
