import type { KeyObject } from 'node:crypto';
import type { JwtModuleOptions } from '@nestjs/jwt';
import type { AppConfig } from '../config/app-config.js';
import { segmentObject } from './compact-jws.js';
import type { KeyRing } from './key-ring.js';

/** Whatever else the header says was looked at before, by `trustedHeader`. */
function keyNamedBy(token: string, ring: KeyRing): KeyObject {
  const header = segmentObject(token.slice(0, token.indexOf('.')));
  const kid = header !== null && 'kid' in header ? header.kid : null;
  const key = typeof kid === 'string' ? ring.find(kid) : null;
  if (key === null) throw new Error('no key of the ring');
  return key.publicKey;
}

/**
 * JwtService verifies with the ring's cached keys, issuer and audience. Times are left to
 * `token-times.ts`: jsonwebtoken reads the machine's clock and does not look at `iat`.
 */
export function jwtOptions(ring: KeyRing, { issuer, audience }: AppConfig): JwtModuleOptions {
  return {
    secretOrKeyProvider: (_request, token) =>
      keyNamedBy(typeof token === 'string' ? token : '', ring),
    verifyOptions: { issuer, audience, ignoreExpiration: true, ignoreNotBefore: true },
  };
}
