import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { TokenMint } from './token-mint.mjs';

/** Writes tokens like the given one, each with an id of its own, that no server has seen yet. */
export async function mintFreshTokens(like, keys, count, file) {
  const mint = new TokenMint(like, keys);
  const tokens = Array.from({ length: count }, () => mint.mint({ jti: randomUUID() }));
  writeFileSync(file, JSON.stringify(await Promise.all(tokens)));
}
