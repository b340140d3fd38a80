import type { Writable } from 'node:stream';

/** Characters that may wait for a reader that is slow or has stopped. */
const ROOM = 4 * 2 ** 20;

const NEWLINE = /\n/g;

/** What failed is told to the callback of the write as well; an event without a listener ends the process. */
const ignore = (): void => undefined;

/** Keeps a stream that takes no more from ending the process. */
export function survive(stream: Writable): void {
  if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore);
}

/**
 * Writes the lines of one turn of the event loop in one piece: under load a system call for each
 * line would cost as much as composing it. The service goes on without its log: lines that a full
 * disk, a closed pipe or a stopped reader does not take are dropped and counted.
 */
export class LogBuffer {
  private lines = '';
  private lost = 0;

  /**
   * @param destination Standard output; a pipe is written without waiting for its reader.
   * @param tell Called with the number of lines that were lost once lines are taken again.
   */
  constructor(
    private readonly destination: Writable,
    private readonly tell: (lost: number) => void,
  ) {
    survive(destination);
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
    const { lines, destination } = this;
    this.lines = '';
    if (lines === '') return;
    if (destination.writableLength > ROOM) {
      this.drop(lines);
      return;
    }
    destination.write(lines, (error) => {
      if (error) this.drop(lines);
      else this.taken();
    });
  }

  private drop(lines: string): void {
    this.lost += lines.match(NEWLINE)?.length ?? 0;
  }

  private taken(): void {
    const { lost } = this;
    if (lost === 0) return;
    this.lost = 0;
    this.tell(lost);
  }
}
