import { sign } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { KeyRing } from './key-ring.js';
import { protectedHeader } from './protected-header.js';
import type { Payload, TokenKind } from './token-kind.js';

type Typ = TokenKind<unknown>['typ'];

/** Signs on libuv's threads; JwtService would do it on the event loop, half a millisecond each. */
@Injectable()
export class JwsSigner {
  private readonly headers: Readonly<Record<Typ, string>>;

  constructor(private readonly ring: KeyRing) {
    const header = (typ: Typ): string => protectedHeader(ring.signing, typ);
    this.headers = { 'at+jwt': header('at+jwt'), 'rt+jwt': header('rt+jwt') };
  }

  /** A compact JWS (RFC 7515 §7.1) by the active key. */
  async sign(typ: Typ, payload: Payload): Promise<string> {
    const claims = Buffer.from(JSON.stringify(payload)).toString('base64url');
    const input = `${this.headers[typ]}.${claims}`;
    return `${input}.${(await this.signature(input)).toString('base64url')}`;
  }

  private signature(input: string): Promise<Buffer> {
    // JWS wants r and s side by side instead of DER (RFC 7518 §3.4); RSA does not care.
    const key = { key: this.ring.signing.privateKey, dsaEncoding: 'ieee-p1363' } as const;
    return new Promise((resolve, reject) => {
      sign('sha256', Buffer.from(input), key, (error, signature) => {
        if (error === null) resolve(signature);
        else reject(error);
      });
    });
  }
}
