/** As the global `fetch`; a function of one's own may go through a proxy. */
export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

export interface Ask {
  readonly accept: string;
  readonly authorization?: string;
  /** In milliseconds, for everything up to the last byte. */
  readonly deadline: number;
  /** Bytes that an answer has at most. */
  readonly limit: number;
}

export interface Answer {
  readonly headers: Headers;
  readonly body: string;
}

/** An answer that is not 200. */
export class UnexpectedStatus extends Error {
  override readonly name = 'UnexpectedStatus';

  constructor(
    url: URL,
    readonly status: number,
    /** Seconds (RFC 9110 §10.2.3), where the server said them. */
    readonly retryAfter: number | null,
  ) {
    super(`${url.origin}${url.pathname} answered ${status}`);
  }
}

function retryAfterOf(headers: Headers): number | null {
  const value = headers.get('retry-after');
  return value !== null && /^\d{1,6}$/.test(value) ? Number(value) : null;
}

async function textOf(response: Response, limit: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > limit) throw new Error(`The answer has more than ${limit} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Asks with a deadline and a limit; follows no redirect, which would take credentials elsewhere. */
export class HttpClient {
  constructor(
    private readonly fetch: Fetch,
    private readonly closed: AbortSignal,
  ) {}

  /** @throws UnexpectedStatus unless the answer is 200, and any error of the network. */
  async get(url: URL, { accept, authorization, deadline, limit }: Ask): Promise<Answer> {
    const abort = new AbortController();
    const stop = (): void => {
      abort.abort(new Error(`${url.origin}${url.pathname} did not answer in time`));
    };
    const timer = setTimeout(stop, deadline);
    timer.unref();
    this.closed.addEventListener('abort', stop);
    try {
      const response = await this.fetch(url, {
        headers: { accept, ...(authorization === undefined ? {} : { authorization }) },
        redirect: 'error',
        signal: abort.signal,
      });
      if (response.status === 200) {
        return { headers: response.headers, body: await textOf(response, limit) };
      }
      await response.body?.cancel();
      throw new UnexpectedStatus(url, response.status, retryAfterOf(response.headers));
    } finally {
      clearTimeout(timer);
      this.closed.removeEventListener('abort', stop);
    }
  }
}
