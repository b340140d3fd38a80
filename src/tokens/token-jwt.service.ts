import { createHmac, sign, timingSafeEqual, verify } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { JwtService, type JwtSignOptions, type JwtVerifyOptions } from '@nestjs/jwt';
import type { SigningKey } from './keys/verification-key.js';
import { JwsHeaderResolver, protectedHeader, segmentObject, type TokenKey } from './jws-header.js';
import type { SymmetricKey } from './refresh-token-keys.js';
import type { Payload, StatementType, Typ } from './claims.js';

export interface SignOptions extends JwtSignOptions {
  readonly typ: Typ | StatementType;
  readonly key: SigningKey | SymmetricKey;
}

export interface VerifyOptions extends JwtVerifyOptions {
  readonly typ: Typ;
  readonly issuer: string;
  /** Those that a token may be for; one of them is enough. Null leaves that to the caller. */
  readonly accepted: readonly string[] | null;
}

/**
 * The one JwtService: `signAsync` signs in libuv's threads where that takes long, and `verify` takes
 * a token apart once. Times are left to `claims.ts`, which reads the server's own clock.
 */
@Injectable()
export class TokenJwtService extends JwtService {
  private readonly headers = new Map<string, string>();

  // Without the decorator Nest would inject what the base class asks for in this place.
  constructor(@Inject(JwsHeaderResolver) private readonly resolver: JwsHeaderResolver) {
    super();
  }

  /** A compact JWS (RFC 7515 §7.1). */
  override async signAsync(payload: object | string, { typ, key }: SignOptions): Promise<string> {
    const claims = typeof payload === 'string' ? payload : JSON.stringify(payload);
    const input = `${this.header(key, typ)}.${Buffer.from(claims).toString('base64url')}`;
    return `${input}.${(await signature(key, input)).toString('base64url')}`;
  }

  /**
   * The claims of a token that was signed by a key of ours, as this type, for one of those.
   * @throws Error for any other
   */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- as in the base class
  override verify<Claims extends object = Payload>(
    token: string,
    { typ, issuer, accepted }: VerifyOptions,
  ): Claims {
    const header = this.resolver.of(token);
    if (header?.typ !== typ) throw new Error('Not a token of this kind');
    const end = token.lastIndexOf('.');
    const input = token.slice(0, end);
    if (!verified(header.key, input, Buffer.from(token.slice(end + 1), 'base64url'))) {
      throw new Error('Not signed by a key of this server');
    }
    const payload = segmentObject(input.slice(input.indexOf('.') + 1));
    if (payload === null || Array.isArray(payload)) throw new Error('No claims');
    if (!('iss' in payload) || payload.iss !== issuer) throw new Error('Another issuer');
    if (accepted !== null && !('aud' in payload && isFor(payload.aud, accepted)))
      throw new Error('Another audience');
    return payload as Claims;
  }

  private header(key: SigningKey | SymmetricKey, typ: Typ | StatementType): string {
    const name = `${key.kid} ${typ}`;
    const known = this.headers.get(name) ?? protectedHeader(key, typ);
    this.headers.set(name, known);
    return known;
  }
}

/** RFC 7519 §4.1.3: one text, or a list of them. */
function isFor(audience: unknown, accepted: readonly string[]): boolean {
  const named: readonly unknown[] = Array.isArray(audience) ? audience : [audience];
  return named.some((each) => accepted.some((own) => own === each));
}

const mac = ({ secret }: SymmetricKey, input: string): Buffer =>
  createHmac('sha256', secret).update(input).digest();

/** JWS wants r and s side by side instead of DER (RFC 7518 §3.4); RSA does not care. */
const ENCODING = { dsaEncoding: 'ieee-p1363' } as const;

async function signature(key: SigningKey | SymmetricKey, input: string): Promise<Buffer> {
  if (key.alg === 'HS256') return mac(key, input);
  // On the event loop it would take half a millisecond each.
  return new Promise((resolve, reject) => {
    sign('sha256', Buffer.from(input), { key: key.privateKey, ...ENCODING }, (error, signed) => {
      if (error === null) resolve(signed);
      else reject(error);
    });
  });
}

function verified(key: TokenKey, input: string, given: Buffer): boolean {
  if (key.alg !== 'HS256') {
    return verify('sha256', Buffer.from(input), { key: key.publicKey, ...ENCODING }, given);
  }
  const expected = mac(key, input);
  return given.length === expected.length && timingSafeEqual(given, expected);
}
