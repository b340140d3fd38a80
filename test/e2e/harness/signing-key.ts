import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rsaPair } from '../../rsa-pairs.js';

/** RFC 7638 §3.2: the required members in lexicographic order. */
function thumbprint(key: KeyObject): string {
  const { crv, e, kty, n, x, y } = key.export({ format: 'jwk' });
  const members = kty === 'EC' ? { crv, kty, x, y } : { e, kty, n };
  return createHash('sha256').update(JSON.stringify(members)).digest('base64url');
}

/** A key directory with one active key, which the test holds too and can forge with. */
export class SigningKey {
  readonly directory = mkdtempSync(join(tmpdir(), 'portcullis-keys-'));
  readonly kid: string;

  private constructor(
    readonly privateKey: KeyObject,
    readonly publicKey: KeyObject,
  ) {
    this.kid = thumbprint(publicKey);
    const pem = privateKey.export({ format: 'pem', type: 'pkcs8' });
    writeFileSync(join(this.directory, 'test.active.pem'), pem, { mode: 0o600 });
  }

  static rsa(): SigningKey {
    const { privateKey, publicKey } = rsaPair();
    return new SigningKey(privateKey, publicKey);
  }

  static ec(): SigningKey {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return new SigningKey(privateKey, publicKey);
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}
