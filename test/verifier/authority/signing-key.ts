import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

export type Members = Readonly<Record<string, unknown>>;

export const segment = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** A real key, which signs whatever it is given. */
export class SigningKey {
  private constructor(
    readonly kid: string,
    readonly alg: 'RS256' | 'ES256',
    readonly publicKey: KeyObject,
    private readonly privateKey: KeyObject,
  ) {}

  static rsa(kid: string, modulusLength = 2048): SigningKey {
    const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength });
    return new SigningKey(kid, 'RS256', publicKey, privateKey);
  }

  static ec(kid: string, namedCurve = 'P-256'): SigningKey {
    const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve });
    return new SigningKey(kid, 'ES256', publicKey, privateKey);
  }

  get jwk(): Members {
    const { kid, alg } = this;
    return { ...this.publicKey.export({ format: 'jwk' }), kid, alg, use: 'sig' };
  }

  /** A compact JWS; `header` goes over what the key would write. */
  jws(payload: unknown, header: Members = {}): string {
    const { kid, alg } = this;
    const signed = `${segment({ alg, typ: 'at+jwt', kid, ...header })}.${segment(payload)}`;
    return `${signed}.${this.signature(signed)}`;
  }

  signature(signed: string): string {
    const key = { key: this.privateKey, dsaEncoding: 'ieee-p1363' } as const;
    return sign('sha256', Buffer.from(signed), key).toString('base64url');
  }
}
