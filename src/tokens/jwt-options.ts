import type { JwtModuleOptions } from '@nestjs/jwt';
import type { AppConfig } from '../config/app-config.js';
import type { KeyRing } from './key-ring.js';
import { trustedHeader } from './trusted-header.js';

/**
 * JwtService verifies with the ring's cached keys, issuer and audience. Times are left to
 * `token-times.ts`: jsonwebtoken reads the machine's clock and does not look at `iat`.
 */
export function jwtOptions(ring: KeyRing, { issuer, audience }: AppConfig): JwtModuleOptions {
  return {
    secretOrKeyProvider: (_request, token) => {
      const header = typeof token === 'string' ? trustedHeader(token, ring) : null;
      if (header === null) throw new Error('no key of the ring');
      return header.key.publicKey;
    },
    verifyOptions: { issuer, audience, ignoreExpiration: true, ignoreNotBefore: true },
  };
}
