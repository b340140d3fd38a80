/** Longer texts than a token get memory of their own. */
const ROOM = 8_192;

/** A place to write bytes that are not needed any more when the next ones come. */
export class Octets {
  private readonly room = Buffer.allocUnsafeSlow(ROOM);
  /** Tokens of one kind have the same lengths, and a view costs more than to fill it. */
  private view = this.room;

  constructor(private readonly encoding: 'latin1' | 'base64url') {}

  /** What `text` encodes; good until the next call. */
  of(text: string): Buffer {
    if (text.length > ROOM) return Buffer.from(text, this.encoding);
    const length = this.room.write(text, this.encoding);
    if (this.view.length !== length) this.view = this.room.subarray(0, length);
    return this.view;
  }
}
