import { createPrivateKey, sign } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const signInPool = promisify(sign);
const decode = (segment) => JSON.parse(Buffer.from(segment, 'base64url').toString());
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

function signingKey(directory) {
  const file = readdirSync(directory).find((name) => name.endsWith('.active.pem'));
  return createPrivateKey(readFileSync(join(directory, file)));
}

/** Makes tokens as the server would, with its key. */
export class TokenMint {
  #key;
  #header;
  #claims;

  /** @param like a token of the same kind, which the server issued */
  constructor(like, keyDirectory) {
    const [header, payload] = like.split('.');
    this.#key = signingKey(keyDirectory);
    this.#header = header;
    this.#claims = decode(payload);
  }

  async mint(changed) {
    const input = `${this.#header}.${encode({ ...this.#claims, ...changed })}`;
    const signature = await signInPool('sha256', Buffer.from(input), this.#key);
    return `${input}.${signature.toString('base64url')}`;
  }
}
