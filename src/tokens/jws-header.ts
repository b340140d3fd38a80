import { isUtf8 } from 'node:buffer';
import { Injectable } from '@nestjs/common';
import { RefreshTokenKeys, type SymmetricKey } from './refresh-token-keys.js';
import { type Typ, TYPES } from './claims.js';
import type { VerificationKey } from './keys/verification-key.js';
import { KeyRing } from './keys/key-ring.js';

/** Far above any token of ours, far below what would cost something to look at. */
const MAX_LENGTH = 8_192;

/**
 * Base64url has several spellings of the same bytes, which differ in bits of the last character
 * that stand for nothing; only the spelling with zeros there is a token (RFC 4648 §3.5).
 */
const SEGMENT = '(?=[\\w-])(?:[\\w-]{4})*(?:[\\w-][AQgw]|[\\w-]{2}[AEIMQUYcgkosw048])?';

const COMPACT = new RegExp(`^(${SEGMENT})\\.(${SEGMENT})\\.${SEGMENT}$`);

/** RFC 8725 §3.7; a decoder would put U+FFFD where the bytes are none of UTF-8. */
const isText = (segment: string): boolean => isUtf8(Buffer.from(segment, 'base64url'));

/** The object that a segment encodes, or null. */
export function segmentObject(segment: string): object | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(segment, 'base64url').toString('utf8'));
    return typeof value === 'object' ? value : null;
  } catch {
    return null;
  }
}

/**
 * The unverified header segment of a token in strict compact serialization (RFC 7515 §7.1), or
 * null: three canonical base64url segments, no padding, no whitespace, nothing overlong.
 */
export function compactJwsHeader(token: string): string | null {
  if (token.length > MAX_LENGTH) return null;
  const [, header, payload] = COMPACT.exec(token) ?? [];
  if (header === undefined || payload === undefined) return null;
  return isText(header) && isText(payload) ? header : null;
}

/** A key of ours, which answers to one algorithm alone. */
export type TokenKey = VerificationKey | SymmetricKey;

/** The first segment of all that is of one type and signed with a key (RFC 7515 §7.1). */
export const protectedHeader = ({ alg, kid }: Pick<TokenKey, 'alg' | 'kid'>, typ: string): string =>
  Buffer.from(JSON.stringify({ alg, kid, typ })).toString('base64url');

export interface JwsHeader {
  readonly typ: Typ;
  /** One of ours; nothing in a header brings or fetches a key (RFC 8725 §3.5, §3.10). */
  readonly key: TokenKey;
}

/** The keys of one moment, and the headers that they write. */
interface KnownKeys {
  readonly generation: number;
  /** As they are written here, which is how nearly all come; the rest is taken apart each time. */
  readonly own: ReadonlyMap<string, JwsHeader>;
  readonly keys: ReadonlyMap<string, TokenKey>;
}

const headersOf = (key: TokenKey): readonly (readonly [string, JwsHeader])[] =>
  TYPES.filter((typ) => signs(key, typ)).map((typ) => [protectedHeader(key, typ), { typ, key }]);

/** Tells which headers name a key of ours with that key's own algorithm. */
@Injectable()
export class JwsHeaderResolver {
  private latest: KnownKeys;

  constructor(
    private readonly ring: KeyRing,
    private readonly refresh: RefreshTokenKeys,
  ) {
    this.latest = this.read();
  }

  /** The header of a token in strict compact serialization; null unless it is to be trusted. */
  of(token: string): JwsHeader | null {
    const segment = compactJwsHeader(token);
    return segment === null ? null : (this.known.own.get(segment) ?? this.parse(segment));
  }

  private get known(): KnownKeys {
    if (this.latest.generation !== this.ring.generation) this.latest = this.read();
    return this.latest;
  }

  private read(): KnownKeys {
    const { generation, trusted } = this.ring;
    const keys: readonly TokenKey[] = [...trusted, ...this.refresh.all];
    return {
      generation,
      own: new Map(keys.flatMap(headersOf)),
      keys: new Map(keys.map((key) => [key.kid, key])),
    };
  }

  private parse(segment: string): JwsHeader | null {
    const header = segmentObject(segment);
    if (header === null || !('kid' in header && 'alg' in header && 'typ' in header)) return null;
    const { kid, alg } = header;
    const typ = TYPES.find((each) => each === header.typ);
    // No extension is understood here, hence every critical one is refused (RFC 7515 §4.1.11).
    if ('crit' in header || typeof kid !== 'string' || typ === undefined) return null;
    const key = this.known.keys.get(kid);
    return key?.alg === alg && key !== undefined && signs(key, typ) ? { typ, key } : null;
  }
}

/** A key that is made for refresh tokens signs nothing that a service might take for an access token. */
const signs = (key: TokenKey, typ: Typ): boolean => key.alg !== 'HS256' || typ === 'rt+jwt';
