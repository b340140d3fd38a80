import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import type { FeedEvent } from '../../../src/revocations/feed-event.js';
import { ROUTES } from './routes.js';
import type { TestServer } from './test-server.js';

export interface FeedAnswer {
  readonly cursor: string;
  readonly snapshot: boolean;
  readonly more: boolean;
  readonly events: readonly FeedEvent[];
}

/** What a signed answer says, after its signature was checked by the published keys. */
export async function openFeed(server: TestServer, jwt: string): Promise<FeedAnswer> {
  const { body } = await server.get(ROUTES.jwks);
  const keys = createLocalJWKSet(body as JSONWebKeySet);
  const { payload } = await jwtVerify<FeedAnswer>(jwt, keys, {
    typ: 'revocations+jwt',
    issuer: 'http://localhost:3000',
    currentDate: new Date(server.clock.now()),
  });
  return payload;
}
