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

/** What keeps a server from listening on its port, and what can be done about it. */
const LISTENING_FAULTS: Readonly<Record<string, (port: string) => string>> = {
  EADDRINUSE: (port) =>
    `port ${port} is taken by another program, or by another Portcullis. End that one, or choose another port: PORT=${Number(port) + 1}`,
  EACCES: (port) =>
    `this account may not listen on port ${port}. Choose a port above 1023, such as PORT=3000, or let the system allow it`,
  EADDRNOTAVAIL: () =>
    'HOST is no address of this machine. Leave it out to listen on all of them, or choose one that it has',
};

/** A worker binds what its supervisor listens on. */
const isListening = (error: object): boolean =>
  'syscall' in error && (error.syscall === 'listen' || error.syscall === 'bind');

/** What the system or a database refuses has a code; its stack would tell an operator nothing. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? String(error.code) : 'ERR_';
  // Node's own codes for mistakes in a program.
  if (code.startsWith('ERR_')) return error.stack ?? error.message;
  const sentence = LISTENING_FAULTS[code];
  if (sentence && isListening(error)) return sentence('port' in error ? String(error.port) : '0');
  return error.message === '' ? code : error.message;
}
