import type { StoredHash } from './stored-hash.js';

/** Cost 4 to 18 (about 20 s): a dearer one would hold a core for minutes at every attempt. */
const MODULAR_CRYPT = /^\$2[aby]\$(?:0[4-9]|1[0-8])\$[./A-Za-z0-9]{53}$/;

/** Null for anything but a well-formed bcrypt hash of bearable cost. */
export function parseBcrypt(text: string): StoredHash | null {
  return MODULAR_CRYPT.test(text) ? { kind: 'bcrypt' } : null;
}
