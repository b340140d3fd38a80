import type { CustomFetch } from 'openid-client';
import type { FederationSettings } from '../../config/federation-settings.js';
import { ProviderFailure } from './provider-failure.js';

/** Milliseconds for all calls of one exchange together, so that the answer comes within five seconds. */
const EXCHANGE = 4500;

export const exchangeDeadline = (): AbortSignal => AbortSignal.timeout(EXCHANGE);

export type Proxies = Pick<FederationSettings, 'httpsProxy' | 'httpProxy' | 'noProxy'>;
type Fetch = typeof fetch;

async function throughProxy({ httpsProxy, httpProxy, noProxy }: Proxies): Promise<Fetch> {
  // Node's own fetch knows no proxy before version 24. Loaded only for those who have one.
  const undici = await import('undici');
  const dispatcher = new undici.EnvHttpProxyAgent({
    noProxy,
    // An empty text keeps the library from reading the environment itself.
    httpsProxy: httpsProxy ?? '',
    httpProxy: httpProxy ?? '',
  });
  const ask = (url: string, options: object): Promise<unknown> =>
    undici.fetch(url, { ...options, dispatcher });
  return ask as unknown as Fetch;
}

/** How providers are asked: directly, or through the proxy of this network. */
export class Outgoing {
  private readonly loaded: Promise<Fetch>;

  constructor(proxies: Proxies) {
    const direct = proxies.httpsProxy === null && proxies.httpProxy === null;
    this.loaded = direct ? Promise.resolve(fetch) : throughProxy(proxies);
  }

  async fetch(...[url, options]: Parameters<Fetch>): Promise<Response> {
    const ask = await this.loaded;
    return ask(url, options);
  }
}

export const DIRECT = new Outgoing({ httpsProxy: null, httpProxy: null, noProxy: '' });

/** Bytes, after decompression: room for a profile with a picture in it, which is then left out. */
const LIMIT = 1024 * 1024;

/** Reads a body that may never end, and gives up at the limit. */
export async function boundedBody(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const body = response.body as ReadableStream<Uint8Array> | null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > LIMIT) throw new ProviderFailure('too-large', 'body');
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

/** What a provider may answer: JSON, or a refusal; never a redirect, which could lead anywhere. */
function assertUsable({ status, headers }: Response): void {
  if (status >= 500 || status === 429) throw new ProviderFailure('failing', String(status));
  if (status >= 300 && status < 400) throw new ProviderFailure('bad-answer', 'redirect');
  if (status < 300 && !JSON_TYPE.test(headers.get('content-type') ?? '')) {
    throw new ProviderFailure('bad-answer', 'not JSON');
  }
}

/** Codes of Node and OpenSSL, such as `ECONNREFUSED` or `CERT_HAS_EXPIRED`. */
function connectionFault(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /^[A-Z][A-Z0-9_]+$/.test(code) ? code : 'no connection';
}

/** A fetch that ends by the deadline, reads a limited number of bytes and follows nothing. */
export function boundedFetch(deadline: AbortSignal, outgoing: Outgoing = DIRECT): CustomFetch {
  return async (url, { body, headers, method }) => {
    try {
      const options = { headers, method, redirect: 'manual', signal: deadline } as const;
      const response = await outgoing.fetch(
        url,
        body === undefined || body === null ? options : { ...options, body },
      );
      assertUsable(response);
      const { status } = response;
      return new Response(await boundedBody(response), { status, headers: [...response.headers] });
    } catch (error) {
      if (error instanceof ProviderFailure) throw error;
      if (deadline.aborted) throw new ProviderFailure('timed-out', new URL(url).pathname);
      throw new ProviderFailure('unreachable', connectionFault(error));
    }
  };
}
