import { hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyRing } from './key-ring.js';

/** Secrets that every instance with the same signing key shares, and that change with it. */
export abstract class DerivedSecrets {
  /** 32 bytes, independent for every purpose. */
  abstract derive(purpose: string): Buffer;
}

/** HKDF-SHA256 (RFC 5869) over the signing key, so that there is no further secret to keep. */
@Injectable()
export class KeyRingSecrets extends DerivedSecrets {
  constructor(private readonly ring: KeyRing) {
    super();
  }

  derive(purpose: string): Buffer {
    const key = this.ring.signing.privateKey.export({ type: 'pkcs8', format: 'der' });
    return Buffer.from(hkdfSync('sha256', key, '', `portcullis ${purpose}`, 32));
  }
}
