import { Injectable, Logger } from '@nestjs/common';
import { ACCESS_TOKEN, type AccessClaims, audienceClaim, TWO_FACTORS } from './claims.js';
import { NEW_RSA_BITS } from './keys/key-creation.js';
import { KeyRing } from './keys/key-ring.js';
import type { SigningKey } from './keys/verification-key.js';
import type { JwtAlgorithm } from '../config/choices.js';
import { protectedHeader } from './jws-header.js';
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
  client_id: '0'.repeat(32),
  roles: [],
  auth_time: Number.MAX_SAFE_INTEGER,
  amr: ['pwd', 'otp', 'mfa'],
  acr: TWO_FACTORS,
  iat: Number.MAX_SAFE_INTEGER,
  exp: Number.MAX_SAFE_INTEGER,
  jti: '0'.repeat(36),
};

/** What a signature takes of a token. */
interface Signature {
  readonly alg: JwtAlgorithm;
  readonly kid: string;
  readonly bits: number;
}

const base64urlLength = (bytes: number): number => Math.ceil((bytes * 4) / 3);

/** Bytes for the claims as JSON. */
function roomBeside({ alg, kid, bits }: Signature): number {
  const header = protectedHeader({ alg, kid }, ACCESS_TOKEN.typ).length;
  const claims = LONGEST_TOKEN - header - base64urlLength(bits / 8) - '..'.length;
  return Math.floor((claims * 3) / 4);
}

/** Bits of r and s together (RFC 7518 §3.4). */
const ES256_BITS = 512;

const roomOf = ({ alg, kid, publicKey }: SigningKey): number =>
  roomBeside({
    alg,
    kid,
    bits: publicKey.asymmetricKeyDetails?.modulusLength ?? ES256_BITS,
  });

/** A key that is yet to be made, or to be read from the database. */
const newKey = ({ tokens: { jwtAlgorithm: alg } }: AppConfig): Signature => ({
  alg,
  kid: '0'.repeat(43),
  bits: alg === 'RS256' ? NEW_RSA_BITS : ES256_BITS,
});

/**
 * Keeps access tokens short enough for a cookie and a header. Roles that services do not ask for,
 * and those that do not fit, the last ones first, are left out of the token; `/me` has all of them.
 */
@Injectable()
export class TokenSize {
  private readonly log = new Logger(TokenSize.name);

  /** @throws ConfigurationError when the settings alone make tokens too long. */
  constructor(
    { signing }: KeyRing,
    private readonly config: AppConfig,
  ) {
    const room = signing === null ? roomBeside(newKey(config)) : roomOf(signing.key);
    const faults = [...this.faults(room)];
    if (faults.length > 0) throw new ConfigurationError(faults);
  }

  /** The claims, with as many of the roles in `ACCESS_TOKEN_ROLES` as fit beside this signature. */
  fit(claims: AccessClaims, key: SigningKey): AccessClaims {
    const room = roomOf(key);
    const wanted = this.allowed(claims.roles);
    let roles = wanted;
    while (roles.length > 0 && !this.fits({ ...claims, roles }, room)) roles = roles.slice(0, -1);
    const left = wanted.length - roles.length;
    if (left > 0) {
      this.log.warn(`The access token of ${claims.uid} has no room for ${left} of the roles`);
    }
    return { ...claims, roles };
  }

  private allowed(roles: readonly string[]): readonly string[] {
    const { accessTokenRoles } = this.config.tokens;
    if (accessTokenRoles === null) return roles;
    return roles.filter((role) => accessTokenRoles.includes(role));
  }

  private fits(claims: AccessClaims, room: number): boolean {
    const { issuer: iss, audience } = this.config.tokens;
    const payload = { iss, aud: audienceClaim(audience), ...ACCESS_TOKEN.write(claims) };
    return Buffer.byteLength(JSON.stringify(payload)) <= room;
  }

  private *faults(room: number): Generator<string> {
    const {
      accounts: { defaultRoles },
      federation: { identityProviders },
    } = this.config;
    if (!this.fits(LONGEST_CLAIMS, room)) {
      yield 'ISSUER, AUDIENCE and the signing key make tokens too long for a cookie';
      return;
    }
    if (!this.fits({ ...LONGEST_CLAIMS, roles: this.allowed(defaultRoles) }, room)) {
      yield 'DEFAULT_ROLES make tokens too long for a cookie';
    }
    for (const { name, rolesMap } of identityProviders) {
      const roles = [...new Set([...defaultRoles, ...rolesMap.values()])];
      if (!this.fits({ ...LONGEST_CLAIMS, roles: this.allowed(roles) }, room)) {
        yield `DEFAULT_ROLES and the roles map of the provider ${name} make tokens too long for a cookie`;
      }
    }
  }
}
