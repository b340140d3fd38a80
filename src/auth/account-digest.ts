import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DerivedSecrets } from '../tokens/derived-secrets.js';
import { canonicalName } from '../users/canonical-name.js';

/**
 * What attempts at an account are counted under: one digest for every spelling of its name, of the
 * same length for a name that nobody has, and unreadable where it is kept.
 */
@Injectable()
export class AccountDigests {
  private readonly key: Buffer;

  constructor(secrets: DerivedSecrets) {
    this.key = secrets.derive('limits: accounts');
  }

  of(username: string): string {
    const name = canonicalName(username) ?? username;
    return createHmac('sha256', this.key).update(name).digest('base64url');
  }
}
