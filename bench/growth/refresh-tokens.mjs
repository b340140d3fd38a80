import { writeFileSync } from 'node:fs';
import { TokenMint } from '../load/token-mint.mjs';
import { idOf, nameOf } from './seed.mjs';

const DAY = 86_400;

/** Refresh tokens of sessions drawn at random from all that were seeded, for the load to use up. */
export async function mintRefreshTokens({ like, keys, sessions, users, count, file }) {
  const mint = new TokenMint(like, keys);
  const now = Math.floor(Date.now() / 1000);
  const drawn = new Set();
  while (drawn.size < Math.min(count, sessions)) drawn.add(Math.floor(Math.random() * sessions));
  const tokens = [...drawn].map((n) => {
    const [sid, user] = [idOf('s', n), n % users];
    return mint.mint({
      sub: nameOf(user),
      uid: idOf('u', user),
      sid,
      jti: `${sid}.0`,
      gen: 0,
      iat: now - 60,
      auth_time: now - DAY,
      exp: now + 5 * DAY,
      sxp: now + 29 * DAY,
    });
  });
  writeFileSync(file, JSON.stringify(await Promise.all(tokens)));
}
