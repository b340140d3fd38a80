/** A line of a file, counted from 1. */
export interface Line {
  readonly number: number;
  /** Null where it is longer than it may be; what it says is gone then. */
  readonly bytes: Buffer | null;
}

const NEWLINE = 0x0a;

/** Cuts chunks into lines, and keeps no more of an unfinished one than a line may have. */
class Cutter {
  private number = 0;
  private parts: Buffer[] = [];
  private length = 0;

  constructor(private readonly most: number) {}

  *cut(chunk: Buffer): Generator<Line> {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end !== -1; end = chunk.indexOf(NEWLINE, start)) {
      this.keep(chunk.subarray(start, end));
      yield this.finish();
      start = end + 1;
    }
    this.keep(chunk.subarray(start));
  }

  /** What comes after the last line end. */
  *rest(): Generator<Line> {
    if (this.length > 0) yield this.finish();
  }

  private keep(part: Buffer): void {
    this.length += part.length;
    if (this.length > this.most) this.parts = [];
    else this.parts.push(part);
  }

  private finish(): Line {
    this.number += 1;
    const bytes = this.length > this.most ? null : Buffer.concat(this.parts);
    this.parts = [];
    this.length = 0;
    return { number: this.number, bytes };
  }
}

/** The lines of a stream, as many at a time as there are in a chunk of it. */
export async function* linesOf(
  source: AsyncIterable<Buffer>,
  most: number,
): AsyncGenerator<Iterable<Line>> {
  const cutter = new Cutter(most);
  for await (const chunk of source) yield cutter.cut(chunk);
  yield cutter.rest();
}
