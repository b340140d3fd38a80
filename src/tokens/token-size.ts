import { Injectable, Logger } from '@nestjs/common';
import { ACCESS_TOKEN } from './access-token.js';
import type { AccessClaims } from './claims.js';
import { KeyRing } from './key-ring.js';
import { protectedHeader } from './protected-header.js';
import { AppConfig } from '../config/app-config.js';
import { ConfigurationError } from '../config/configuration-error.js';

/**
 * Bytes of a cookie, name and attributes included, that every browser keeps (RFC 6265 §6.1); less
 * what the name and the attributes of `Auth-Access-Token` take.
 */
const LONGEST_TOKEN = 4096 - 160;

/** The most that an account's own claims can take: a name of 256 code points, four bytes each. */
const LONGEST_CLAIMS: AccessClaims = {
  sub: '\u{10FFFF}'.repeat(256),
  uid: '0'.repeat(36),
  sid: '0'.repeat(36),
  roles: [],
  iat: Number.MAX_SAFE_INTEGER,
  exp: Number.MAX_SAFE_INTEGER,
  jti: '0'.repeat(36),
};

const base64urlLength = (bytes: number): number => Math.ceil((bytes * 4) / 3);

/**
 * Keeps access tokens short enough for a cookie and a header. Roles that do not fit are left out of
 * the token, the last ones first; `/me` has all of them.
 */
@Injectable()
export class TokenSize {
  private readonly log = new Logger(TokenSize.name);
  /** Bytes for the claims as JSON. */
  private readonly room: number;

  /** @throws ConfigurationError when the settings alone make tokens too long. */
  constructor(
    { signing }: KeyRing,
    private readonly config: AppConfig,
  ) {
    const header = protectedHeader(signing, ACCESS_TOKEN.typ).length;
    const bits = signing.publicKey.asymmetricKeyDetails?.modulusLength ?? 512;
    const claims = LONGEST_TOKEN - header - base64urlLength(bits / 8) - '..'.length;
    this.room = Math.floor((claims * 3) / 4);
    const faults = [...this.faults()];
    if (faults.length > 0) throw new ConfigurationError(faults);
  }

  /** The claims, with as many of the roles as fit. */
  fit(claims: AccessClaims): AccessClaims {
    let { roles } = claims;
    while (roles.length > 0 && !this.fits({ ...claims, roles })) roles = roles.slice(0, -1);
    const left = claims.roles.length - roles.length;
    if (left === 0) return claims;
    this.log.warn(`The access token of ${claims.uid} has no room for ${left} of the roles`);
    return { ...claims, roles };
  }

  private fits(claims: AccessClaims): boolean {
    const { issuer: iss, audience: aud } = this.config;
    const payload = { iss, aud, ...ACCESS_TOKEN.write(claims) };
    return Buffer.byteLength(JSON.stringify(payload)) <= this.room;
  }

  private *faults(): Generator<string> {
    const { defaultRoles, identityProviders } = this.config;
    if (!this.fits(LONGEST_CLAIMS)) {
      yield 'ISSUER, AUDIENCE and the signing key make tokens too long for a cookie';
      return;
    }
    if (!this.fits({ ...LONGEST_CLAIMS, roles: defaultRoles })) {
      yield 'DEFAULT_ROLES make tokens too long for a cookie';
    }
    for (const { name, rolesMap } of identityProviders) {
      const roles = [...new Set([...defaultRoles, ...rolesMap.values()])];
      if (!this.fits({ ...LONGEST_CLAIMS, roles })) {
        yield `DEFAULT_ROLES and the roles map of the provider ${name} make tokens too long for a cookie`;
      }
    }
  }
}
