import type { CustomFetch } from 'openid-client';
import { boundedBody } from './bounded-body.js';
import { ExchangeFailure } from './exchange-failure.js';
import { DIRECT, type Outgoing } from './outgoing.js';

const JSON_TYPE = /^application\/([\w.-]+\+)?json\s*(;|$)/i;

/** What a provider may answer: JSON, or a refusal; never a redirect, which could lead anywhere. */
function assertUsable({ status, headers }: Response): void {
  if (status >= 500 || status === 429) throw new ExchangeFailure('failing', String(status));
  if (status >= 300 && status < 400) throw new ExchangeFailure('bad-answer', 'redirect');
  if (status < 300 && !JSON_TYPE.test(headers.get('content-type') ?? '')) {
    throw new ExchangeFailure('bad-answer', 'not JSON');
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
      if (error instanceof ExchangeFailure) throw error;
      if (deadline.aborted) throw new ExchangeFailure('timed-out', new URL(url).pathname);
      throw new ExchangeFailure('unreachable', connectionFault(error));
    }
  };
}
