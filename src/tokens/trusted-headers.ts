import { Injectable } from '@nestjs/common';
import { compactJwsHeader, segmentObject } from './compact-jws.js';
import { KeyRing } from './key-ring.js';
import { protectedHeader, TYPES } from './protected-header.js';
import type { VerificationKey } from './verification-key.js';

export interface TrustedHeader {
  readonly typ: string;
  /** From the ring; nothing in a header brings or fetches a key (RFC 8725 §3.5, §3.10). */
  readonly key: VerificationKey;
}

/** Tells which headers name a key of ours with that key's own algorithm. */
@Injectable()
export class TrustedHeaders {
  /** As they are written here, which is how nearly all come; the rest is taken apart each time. */
  private readonly own: ReadonlyMap<string, TrustedHeader>;

  constructor(private readonly ring: KeyRing) {
    this.own = new Map(
      ring.keys.flatMap((key) => TYPES.map((typ) => [protectedHeader(key, typ), { typ, key }])),
    );
  }

  /** The header of a token in strict compact serialization; null unless it is to be trusted. */
  of(token: string): TrustedHeader | null {
    const segment = compactJwsHeader(token);
    return segment === null ? null : this.read(segment);
  }

  /** @param segment the first of a token's three */
  read(segment: string): TrustedHeader | null {
    return this.own.get(segment) ?? this.parse(segment);
  }

  private parse(segment: string): TrustedHeader | null {
    const header = segmentObject(segment);
    if (header === null || !('kid' in header && 'alg' in header && 'typ' in header)) return null;
    const { kid, alg, typ } = header;
    // No extension is understood here, hence every critical one is refused (RFC 7515 §4.1.11).
    if ('crit' in header || typeof kid !== 'string' || typeof typ !== 'string') return null;
    const key = this.ring.find(kid);
    return key !== null && key.alg === alg ? { typ, key } : null;
  }
}
