import type { ImportCounts } from '../accounts/transfer/account-import.js';

/** Milliseconds between two lines, and between two pictures of the bar. */
const LINE_EVERY = 5000;
const BAR_EVERY = 200;
const WIDTH = 30;
const ERASE_LINE = '\r\u001b[K';

const bar = (part: number): string => {
  const filled = Math.round(part * WIDTH);
  return `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${Math.floor(part * 100)}%`;
};

const words = ({ lines, added, present, refused }: ImportCounts): string =>
  `${lines} lines: ${added} added, ${present} present, ${refused} refused`;

/** How far an import is, on standard error: a bar on a terminal, a line every five seconds elsewhere. */
export class ImportProgress {
  private counts: ImportCounts = { lines: 0, added: 0, present: 0, refused: 0 };
  private bytes = 0;
  private readonly timer: NodeJS.Timeout;
  private readonly terminal = process.stderr.isTTY;

  /** @param size bytes of the whole; null where that is not known */
  constructor(private readonly size: number | null) {
    this.timer = setInterval(
      () => {
        this.show();
      },
      this.terminal ? BAR_EVERY : LINE_EVERY,
    ).unref();
  }

  /** Passes the chunks of a stream on, and counts what they hold. */
  async *watch(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of source) {
      yield chunk;
      this.bytes += chunk.length;
    }
  }

  advance(counts: ImportCounts): void {
    this.counts = { ...counts };
  }

  end(): void {
    clearInterval(this.timer);
    if (this.terminal) process.stderr.write(ERASE_LINE);
  }

  private show(): void {
    const text = [...this.share(), words(this.counts)].join(' ');
    process.stderr.write(this.terminal ? `${ERASE_LINE}${text}` : `${text}\n`);
  }

  private share(): readonly string[] {
    if (this.size === null || this.size === 0) return [];
    const part = Math.min(1, this.bytes / this.size);
    return [this.terminal ? bar(part) : `${Math.floor(part * 100)}%,`];
  }
}
