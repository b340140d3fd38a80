import { createPrivateKey, randomUUID, sign } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const signInPool = promisify(sign);
const decode = (segment) => JSON.parse(Buffer.from(segment, 'base64url').toString());
const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

function signingKey(directory) {
  const file = readdirSync(directory).find((name) => name.endsWith('.active.pem'));
  return createPrivateKey(readFileSync(join(directory, file)));
}

/** Writes tokens like the given one, each with an id of its own, that no server has seen yet. */
export async function mintFreshTokens(like, keys, count, file) {
  const key = signingKey(keys);
  const [header, payload] = like.split('.');
  const claims = decode(payload);
  const mint = async () => {
    const input = `${header}.${encode({ ...claims, jti: randomUUID() })}`;
    return `${input}.${(await signInPool('sha256', Buffer.from(input), key)).toString('base64url')}`;
  };
  writeFileSync(file, JSON.stringify(await Promise.all(Array.from({ length: count }, mint))));
}
