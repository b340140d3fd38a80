import type { Parameter } from '../database/database-session.js';

/** Bytes in front of each field. */
const PREFIX = 4;
/** Of UTF-8 for one UTF-16 unit, at most. */
const WIDEST = 3;
/** No text is as long, so that nothing and the empty text differ. */
const NOTHING = 0xffffffff;

/** Fields, each behind its length, so that no two lists of fields have the same bytes. */
export class CanonicalBytes {
  private buffer = Buffer.allocUnsafe(16_384);
  private length = 0;

  /** What has been added; valid until something else is. */
  get bytes(): Buffer {
    return this.buffer.subarray(0, this.length);
  }

  /** Begins anew. */
  begin(...fields: readonly Parameter[]): this {
    this.length = 0;
    return this.add(fields);
  }

  add(fields: readonly Parameter[]): this {
    for (const field of fields) this.addOne(field);
    return this;
  }

  private addOne(field: Parameter): void {
    const text = field === null ? '' : String(field);
    this.reserve(PREFIX + text.length * WIDEST);
    const at = this.length + PREFIX;
    const written = this.buffer.write(text, at);
    this.buffer.writeUInt32BE(field === null ? NOTHING : written, this.length);
    this.length = at + written;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.length + more));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}
