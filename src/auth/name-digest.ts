import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { NameDigest } from '../audit/audit-event.js';
import { DerivedSecrets } from '../tokens/derived-secrets.js';

/** Recognises a name again without keeping it. */
@Injectable()
export class NameDigests {
  private readonly key: Buffer;

  constructor(secrets: DerivedSecrets) {
    this.key = secrets.derive('audit: names nobody has');
  }

  of(name: string): NameDigest {
    return createHmac('sha256', this.key).update(name).digest('base64url') as NameDigest;
  }
}
