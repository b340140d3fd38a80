import { isIP } from 'node:net';
import { Injectable } from '@nestjs/common';
import type { Dispatcher } from 'undici';
import { AppConfig } from '../config/app-config.js';
import { type CheckedAddress, CheckedAddresses, hostOf } from './checked-addresses.js';
import { pinnedLookup, pinnedUrl } from './pinned-address.js';
import { proxyFor } from './proxy-choice.js';
import { type SendingCause, SendingFailure } from './sending-failure.js';

/** Milliseconds from the look-up of the name to the end of the answer. */
const DEADLINE = 15_000;
/** Bytes of an answer that are read. */
const MOST_READ = 4096;

/** What a receiver says to one attempt. */
export interface ReceiverAnswer {
  readonly status: number;
  /** As it was sent. */
  readonly retryAfter: string | null;
  /** Its beginning. */
  readonly text: string;
}

interface Request {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One connection to an address that was checked, and nothing else: no name is looked up again. */
interface Route {
  readonly url: URL;
  readonly dispatcher: Dispatcher;
}

/**
 * Sends one request to the public internet. The name is looked up once, every address checked, and
 * the connection made to one of these. Redirects, which could lead anywhere, are not followed.
 */
@Injectable()
export class WebhookSender {
  constructor(
    private readonly addresses: CheckedAddresses,
    private readonly config: AppConfig,
  ) {}

  /**
   * @param signal ends it early
   * @throws SendingFailure where there is no answer
   */
  async send({ url, headers, body }: Request, signal: AbortSignal): Promise<ReceiverAnswer> {
    const deadline = AbortSignal.timeout(DEADLINE);
    const ending = AbortSignal.any([signal, deadline]);
    try {
      const route = await unless(ending, this.routeTo(new URL(url)));
      return await answered(route, { headers, body }, new URL(url).host, ending);
    } catch (error) {
      throw new SendingFailure(causeOf(error, signal, deadline));
    }
  }

  private async routeTo(url: URL): Promise<Route> {
    if (url.protocol !== 'https:' && this.config.production) throw new SendingFailure('not-https');
    const host = hostOf(url);
    const checked = await this.addresses.of(host);
    const proxy = proxyFor(url, this.config.federation);
    return proxy === null ? direct(url, checked) : throughProxy(proxy, url, host, checked[0]);
  }
}

async function direct(url: URL, checked: readonly CheckedAddress[]): Promise<Route> {
  // Loaded with the first message: most servers send none.
  const { Agent } = await import('undici');
  const connect = { lookup: pinnedLookup(checked), timeout: DEADLINE };
  return { url, dispatcher: new Agent({ connections: 1, connect }) };
}

/** The proxy is given the address that was checked, not the name, which it could find elsewhere. */
async function throughProxy(
  proxy: string,
  url: URL,
  host: string,
  checked: CheckedAddress,
): Promise<Route> {
  const { ProxyAgent } = await import('undici');
  const requestTls = isIP(host) === 0 ? { requestTls: { servername: host } } : {};
  const dispatcher = new ProxyAgent({ uri: proxy, proxyTunnel: true, ...requestTls });
  return { url: pinnedUrl(url, checked), dispatcher };
}

async function answered(
  { url, dispatcher }: Route,
  { headers, body }: Pick<Request, 'headers' | 'body'>,
  host: string,
  signal: AbortSignal,
): Promise<ReceiverAnswer> {
  try {
    const {
      statusCode,
      headers: answer,
      body: stream,
    } = await dispatcher.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: 'POST',
      headers: { ...headers, host },
      body,
      signal,
    });
    const retryAfter = answer['retry-after'];
    return {
      status: statusCode,
      retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
      text: await beginningOf(stream),
    };
  } finally {
    // Also where the rest of the answer never ends.
    await dispatcher.destroy();
  }
}

/** The status counts, whatever becomes of the body. */
async function beginningOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      size += chunk.byteLength;
      if (size >= MOST_READ) break;
    }
  } catch {
    // What came until then is shown.
  }
  return Buffer.concat(chunks).subarray(0, MOST_READ).toString('utf8');
}

/** A name server that hangs cannot be told to stop. */
function unless<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      reject(new SendingFailure('timed-out'));
    };
    signal.addEventListener('abort', stop, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', stop);
    });
  });
}

function causeOf(error: unknown, signal: AbortSignal, deadline: AbortSignal): SendingCause {
  if (signal.aborted) return 'interrupted';
  if (deadline.aborted) return 'timed-out';
  return error instanceof SendingFailure ? error.reason : 'unreachable';
}
