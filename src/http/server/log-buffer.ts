/** Where finished lines go. */
export interface LogDestination {
  write(lines: string): void;
}

/**
 * Writes the lines of one turn of the event loop in one piece: under load a system call for each
 * line would cost as much as composing it. Nothing waits for longer than that turn.
 */
export class LogBuffer implements LogDestination {
  private lines = '';

  constructor(private readonly destination: LogDestination) {
    process.on('exit', () => {
      this.flushSync();
    });
  }

  write(line: string): void {
    if (this.lines === '') {
      setImmediate(() => {
        this.flushSync();
      });
    }
    this.lines += line;
  }

  /** Called by pino before a fatal end. */
  flushSync(): void {
    const { lines } = this;
    this.lines = '';
    if (lines !== '') this.destination.write(lines);
  }
}
