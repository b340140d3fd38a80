import { ConsoleLogger, type LogLevel } from '@nestjs/common';

/** The option that every command with a result has. */
export const JSON_OPTION = ['--json', 'print the result as JSON'] as const;

export interface Format {
  readonly json?: boolean;
}

/** Writes an outcome as JSON where that was asked for, else as a sentence. */
export function report(outcome: object, sentence: string, { json }: Format): void {
  process.stdout.write(`${json === true ? JSON.stringify(outcome) : sentence}\n`);
}

/** Tells what did not come about; the process ends with 1. */
export function fail(reason: string): void {
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
}

/** What goes wrong on the way, apart from the result. */
export class StandardErrorLog extends ConsoleLogger {
  constructor() {
    super({ logLevels: ['warn', 'error', 'fatal'] });
  }

  protected override printMessages(
    messages: unknown[],
    context?: string,
    logLevel?: LogLevel,
  ): void {
    super.printMessages(messages, context, logLevel, 'stderr');
  }
}
