import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Secrets } from '../tokens/secrets/secrets.js';
import { canonicalName } from '../users/canonical-name.js';
import type { NameDigest } from '../audit/audit-event.js';

/**
 * What attempts at an account are counted under: one digest for every spelling of its name, of the
 * same length for a name that no account has, and unreadable where it is kept.
 */
@Injectable()
export class AccountDigests {
  private readonly key: Buffer;

  constructor(secrets: Secrets) {
    this.key = secrets.derive('limits: accounts');
  }

  /**
   * @param unlockedAt since then what was counted before counts for nothing: every process and
   * store begins anew, without being told
   */
  of(username: string, unlockedAt: number | null): string {
    const name = canonicalName(username) ?? username;
    const counted = unlockedAt === null ? name : `${name} ${unlockedAt}`;
    return createHmac('sha256', this.key).update(counted).digest('base64url');
  }
}

/** Recognises a name again without keeping it. */
@Injectable()
export class NameDigests {
  private readonly key: Buffer;

  constructor(secrets: Secrets) {
    this.key = secrets.derive('audit: unknown names');
  }

  of(name: string): NameDigest {
    return createHmac('sha256', this.key).update(name).digest('base64url') as NameDigest;
  }
}
