import { constants } from 'node:os';

const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

type EndingSignal = (typeof SIGNALS)[number];

const [command = 'serve'] = process.argv.slice(2);

/** A server that is told to end has done what it was told; a command has not. */
function end(signal: EndingSignal): void {
  process.exit(command === 'serve' ? 0 : 128 + constants.signals[signal]);
}

/**
 * Until there is something to drain, a signal ends the process at once. The kernel ignores signals
 * without a handler for the first process of a container, so these are set before anything loads.
 */
for (const signal of SIGNALS) process.on(signal, end);
// It asks for a reload and never ends the process, not even while that starts.
process.on('SIGHUP', () => undefined);

/** For what ends the process in its own way from here on. */
export function leaveSignalsToOthers(): void {
  for (const signal of SIGNALS) process.off(signal, end);
}
