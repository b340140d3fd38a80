import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppConfig } from '../config/app-config.js';
import { Secrets } from '../tokens/secrets/secrets.js';

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
