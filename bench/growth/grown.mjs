import { join } from 'node:path';
import argon2 from '@node-rs/argon2';
import { HttpClient, succeeded } from '../load/http-client.mjs';
import { openLoad } from '../load/load.mjs';
import { PASSWORD } from '../plan.mjs';
import { LENIENT, portcullis, start } from '../servers.mjs';
import { mintRefreshTokens } from './refresh-tokens.mjs';
import { nameOf, seedSessions, seedUsers } from './seed.mjs';

const TOKENS = 12_000;
const HASHING = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

async function aRefreshToken(server) {
  const http = new HttpClient(server.url);
  succeeded(await http.post('/api/v1/auth/login', { username: nameOf(0), password: PASSWORD }));
  const token = http.cookies.get('refresh_token');
  await http.close();
  return token;
}

/** A server on a database that holds so many users and sessions, and its load. */
export async function grow({ scratch, name, port, users, sessions, say }) {
  const url = await scratch.mariadb(name);
  const workspace = join(scratch.directory, name);
  // Makes the key and the schema.
  await (await start(portcullis(workspace, url, LENIENT), port)).stop();
  const server = await start(portcullis(workspace, url), port);
  say(`${name}: seeding ${users} users`);
  await seedUsers(url, 0, users, await argon2.hash(PASSWORD, HASHING));
  say(`${name}: seeding ${sessions} sessions`);
  await seedSessions(url, 0, sessions, { users });
  const file = join(workspace, 'refresh-tokens.json');
  const keys = join(workspace, 'keys');
  const like = await aRefreshToken(server);
  await mintRefreshTokens({ like, keys, sessions, users, count: TOKENS, file });
  const load = await openLoad(server, 'grown', { refreshTokens: file, users });
  return { name, url, server, load };
}
