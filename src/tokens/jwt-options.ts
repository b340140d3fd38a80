import type { JwtModuleOptions } from '@nestjs/jwt';
import type { AppConfig } from '../config/app-config.js';
import type { KeyRing } from './key-ring.js';
import type { TrustedHeaders } from './trusted-headers.js';

const headerOf = (token: string): string => token.slice(0, token.indexOf('.'));

/**
 * JwtService verifies with the key that a trusted header names, which answers to one algorithm
 * only, and checks issuer and audience. Times are left to `token-times.ts`: jsonwebtoken reads the
 * machine's clock and does not look at `iat`.
 */
export function jwtOptions(
  ring: KeyRing,
  headers: TrustedHeaders,
  { issuer, audience }: AppConfig,
): JwtModuleOptions {
  return {
    secretOrKeyProvider: (_request, token) => {
      const header = typeof token === 'string' ? headers.read(headerOf(token)) : null;
      if (header === null) throw new Error('no key of the ring');
      return header.key.publicKey;
    },
    verifyOptions: {
      algorithms: [...new Set(ring.keys.map(({ alg }) => alg))],
      issuer,
      audience,
      ignoreExpiration: true,
      ignoreNotBefore: true,
    },
  };
}
