import { ConfigurationError } from './config/configuration-error.js';

/** EX_CONFIG of sysexits.h: a restart alone will not help. */
const EX_CONFIG = 78;

/** Says why the process could not start, in words where the fault is the operator's to mend. */
export function refuseToStart(error: unknown): never {
  if (error instanceof ConfigurationError) {
    process.stderr.write(`${error.message}\n`);
    process.exit(EX_CONFIG);
  }
  process.stderr.write(`Portcullis could not start: ${reasonOf(error)}\n`);
  process.exit(1);
}

/** What the system or a database refuses has a code; its stack would tell an operator nothing. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : 'ERR_';
  // Node's own codes for mistakes in a program.
  if (code.startsWith('ERR_')) return error.stack ?? error.message;
  return error.message === '' ? code : error.message;
}
