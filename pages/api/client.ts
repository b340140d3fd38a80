import { createClient } from '@portcullis/client';

/** Below which path browsers reach the server: this script is `<base>/account/assets/…`. */
export const BASE = new URL('../..', import.meta.url).pathname.replace(/\/$/, '');

/** The refresh token is in a cookie that no script reads, the access token in memory. */
export const client = createClient({
  baseUrl: location.origin + BASE,
  contract: 'bearer-cookie',
});
