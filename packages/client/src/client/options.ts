import type { Clock } from '../clock/clock.js';
import type { Contract } from '../contracts/contract.js';
import type { TokenStorage } from '../storage/refresh-token-storage.js';
import type { Fetch } from '../transport/fetch.js';

export interface ClientOptions {
  /** Where the server is, such as `https://auth.example.com`. */
  readonly baseUrl: string;
  /** How to log in; `bearer-cookie` unless said otherwise. */
  readonly contract?: Contract;
  /**
   * Where the refresh token is kept instead of a cookie: `localStorage`, AsyncStorage, a keychain.
   * Without it contracts with cookies use those, and the others remember it until the page ends.
   */
  readonly storage?: TokenStorage;
  /** Further origins that `fetch` sends the access token to; no other ever gets it. */
  readonly allowedOrigins?: readonly string[];
  /** Milliseconds that the server may take for an answer; ten seconds unless said otherwise. */
  readonly timeout?: number;
  /** For a proxy, for tests. */
  readonly fetch?: Fetch;
  /** For tests. */
  readonly clock?: Clock;
}
