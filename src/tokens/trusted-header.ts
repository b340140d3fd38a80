import { compactJwsHeader } from './compact-jws.js';
import type { KeyRing } from './key-ring.js';
import type { VerificationKey } from './verification-key.js';

export interface TrustedHeader {
  readonly typ: string;
  /** From the ring; nothing in a header brings or fetches a key (RFC 8725 §3.5, §3.10). */
  readonly key: VerificationKey;
}

/** Null unless the header names a key of ours with that key's own algorithm. */
export function trustedHeader(token: string, ring: KeyRing): TrustedHeader | null {
  const header = compactJwsHeader(token);
  if (header === null || !('kid' in header && 'alg' in header && 'typ' in header)) return null;
  const { kid, alg, typ } = header;
  // No extension is understood here, hence every critical one is refused (RFC 7515 §4.1.11).
  if ('crit' in header || typeof kid !== 'string' || typeof typ !== 'string') return null;
  const key = ring.find(kid);
  return key !== null && key.alg === alg ? { typ, key } : null;
}
