import type { Renew } from '../refresh/refresher.js';
import type { Fetch } from '../transport/fetch.js';

export interface Authorization {
  readonly base: string;
  /** Origins that may have the access token. */
  readonly trusted: ReadonlySet<string>;
  readonly fetch: Fetch;
  readonly token: () => Promise<string | undefined>;
  readonly renew: Renew;
}

/** Origins as addresses have them; one that has none (`capacitor://…`) would stand for all such. */
export function trustedOrigins(base: string, others: readonly string[] = []): ReadonlySet<string> {
  const origins = new Set([base, ...others].map((address) => new URL(address).origin));
  origins.delete('null');
  return origins;
}

/** By its looks: a page may bring a Request class of its own. */
const isRequest = (input: string | URL | Request): input is Request =>
  typeof input === 'object' && 'url' in input;

/** A stream is read once, and cannot be sent again. */
const isStream = (body: unknown): boolean =>
  typeof ReadableStream !== 'undefined' && body instanceof ReadableStream;

export function createAuthorizedFetch(parts: Authorization): Fetch {
  const { base, trusted, fetch, renew } = parts;
  /** By origin, the token that was refused although it was new: another would be refused as well. */
  const refused = new Map<string, string>();

  return async (input, init) => {
    const url = new URL(isRequest(input) ? input.url : input, `${base}/`);
    const headers = new Headers(init?.headers ?? (isRequest(input) ? input.headers : undefined));
    const target = isRequest(input) ? input : url;
    if (!trusted.has(url.origin) || headers.has('authorization')) return fetch(target, init);

    const attempt = (token: string | undefined): Promise<Response> => {
      if (token !== undefined) headers.set('authorization', `Bearer ${token}`);
      return fetch(isRequest(target) ? target.clone() : target, { ...init, headers });
    };
    const token = await parts.token();
    const answer = await attempt(token);
    if (answer.status !== 401 || token === undefined || refused.get(url.origin) === token) {
      return answer;
    }
    const renewed = await renew(token);
    if (renewed === undefined || isStream(init?.body)) return answer;
    await answer.body?.cancel();
    const second = await attempt(renewed.value);
    if (second.status === 401) refused.set(url.origin, renewed.value);
    return second;
  };
}
