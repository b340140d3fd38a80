import { isPortcullisError, networkFailure } from '../errors/portcullis-error.js';
import { readFault } from '../errors/read-fault.js';
import type { Fetch } from './fetch.js';

export interface Call {
  /** POST unless said otherwise. */
  readonly method?: 'GET' | 'DELETE';
  readonly path: string;
  readonly body?: object | undefined;
  readonly accept?: string | undefined;
  /** An access token. */
  readonly bearer?: string | undefined;
  /** For Node, which keeps no cookies; browsers ignore it. */
  readonly cookie?: string | undefined;
}

export interface Answer {
  readonly body: unknown;
  /** What Node shows of `Set-Cookie`; browsers show none of it. */
  readonly cookies: readonly string[];
}

/** @throws PortcullisError */
export type Send = (call: Call) => Promise<Answer>;

const headersOf = ({ accept = 'application/json', bearer, body, cookie }: Call): HeadersInit => ({
  accept,
  ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
  ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  ...(cookie === undefined ? {} : { cookie }),
});

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}

/** Requests to the server itself, each with a deadline, cookies and faults that have a type. */
export function createTransport(base: string, fetch: Fetch, timeout: number): Send {
  async function exchange(call: Call, signal: AbortSignal): Promise<Answer> {
    const response = await fetch(base + call.path, {
      method: call.method ?? 'POST',
      headers: headersOf(call),
      credentials: 'include',
      cache: 'no-store',
      signal,
      body: call.body ? JSON.stringify(call.body) : null,
    });
    // A page of a proxy, or half an answer: the status of a failure says enough.
    const body = await bodyOf(response).catch((error: unknown) => {
      if (response.ok) throw error;
    });
    if (!response.ok) throw readFault(response, body);
    const { headers } = response as { headers: { getSetCookie?: () => string[] } };
    return { body, cookies: headers.getSetCookie?.() ?? [] };
  }

  return async (call) => {
    const deadline = new AbortController();
    const timer = setTimeout(() => {
      deadline.abort();
    }, timeout);
    try {
      return await exchange(call, deadline.signal);
    } catch (error) {
      throw isPortcullisError(error) ? error : networkFailure(error);
    } finally {
      clearTimeout(timer);
    }
  };
}
