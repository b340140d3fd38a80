import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { Parameter } from '../database/database-session.js';
import { AppConfig } from '../config/app-config.js';
import { Secrets } from '../tokens/secrets/secrets.js';

/** Bytes in front of each field. */
const PREFIX = 4;
/** Of UTF-8 for one UTF-16 unit, at most. */
const WIDEST = 3;
/** UTF-16 units up to which a loop is faster than a call out of JavaScript. */
const SHORT = 36;
const LAST_OF_ASCII = 0x7f;
/** No text is as long, so that nothing and the empty text differ. */
const NOTHING = 0xffffffff;
/** Nor as this, so that no text can be taken for a digest. */
const DIGEST = 0xfffffffe;

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

  addOne(field: Parameter): this {
    const text = field === null ? '' : String(field);
    this.reserve(PREFIX + text.length * WIDEST);
    const at = this.length + PREFIX;
    const written = this.write(text, at);
    this.writePrefix(field === null ? NOTHING : written);
    this.length = at + written;
    return this;
  }

  /** @param digest of a fixed length, or empty */
  addDigest(digest: string): this {
    this.reserve(PREFIX + digest.length);
    this.writePrefix(DIGEST);
    this.length += PREFIX + this.buffer.write(digest, this.length + PREFIX, 'latin1');
    return this;
  }

  /** As UTF-8; how many bytes that took. */
  private write(text: string, at: number): number {
    const { buffer } = this;
    const { length } = text;
    if (length > SHORT) return buffer.write(text, at);
    for (let index = 0; index < length; index += 1) {
      const unit = text.charCodeAt(index);
      if (unit > LAST_OF_ASCII) return buffer.write(text, at);
      buffer[at + index] = unit;
    }
    return length;
  }

  private writePrefix(value: number): void {
    const { buffer, length: at } = this;
    buffer[at] = value >>> 24;
    buffer[at + 1] = value >>> 16;
    buffer[at + 2] = value >>> 8;
    buffer[at + 3] = value;
  }

  private reserve(more: number): void {
    if (this.length + more <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(2 * (this.length + more));
    this.buffer.copy(larger, 0, 0, this.length);
    this.buffer = larger;
  }
}

/** What a seal says of the bytes that it was put on; `unknown-key`: by a key that is not here. */
export type SealState = 'good' | 'bad' | 'unknown-key';

interface Key {
  /** Tells which key wrote a seal, and nothing of the key. */
  readonly id: string;
  readonly bytes: Buffer;
}

const ID_LENGTH = 8;
const SEPARATOR = '.';

const hmac = (key: Buffer, bytes: Buffer | string): Buffer =>
  createHmac('sha256', key).update(bytes).digest();

const keyOf = (bytes: Buffer): Key => ({
  id: hmac(bytes, 'id').toString('base64url').slice(0, ID_LENGTH),
  bytes,
});

/** Puts seals on what the audit keeps, and tells whether one is good. The database holds no key. */
@Injectable()
export class AuditKeys {
  private readonly writing: Key;
  private readonly byId: ReadonlyMap<string, Key>;

  constructor(secrets: Secrets, config: AppConfig) {
    const roots = secrets.behind(config.audit.auditKey.map((key) => key.reveal()));
    this.writing = keyOf(roots.derive('audit: seals'));
    this.byId = new Map(
      roots
        .deriveAll('audit: seals')
        .map(keyOf)
        .map((key) => [key.id, key]),
    );
  }

  /** `<key id>.<HMAC-SHA-256>`. */
  seal(bytes: Buffer): string {
    const { id, bytes: key } = this.writing;
    return id + SEPARATOR + hmac(key, bytes).toString('base64url');
  }

  check(bytes: Buffer, seal: string): SealState {
    const key = this.byId.get(seal.slice(0, ID_LENGTH));
    if (key === undefined || seal[ID_LENGTH] !== SEPARATOR) return 'unknown-key';
    const expected = Buffer.from(key.id + SEPARATOR + hmac(key.bytes, bytes).toString('base64url'));
    const given = Buffer.from(seal);
    const same = expected.length === given.length && timingSafeEqual(expected, given);
    return same ? 'good' : 'bad';
  }
}
