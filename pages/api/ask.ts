import { isPortcullisError, PortcullisError } from '@portcullis/client';
import { BASE, client } from './client.js';

/** Milliseconds. */
const TIMEOUT = 15_000;

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below `/api/v1/auth`. */
  readonly path: string;
  readonly body?: object;
  /** JSON, unless said otherwise. */
  readonly accept?: string;
}

type Fault = Partial<
  Pick<PortcullisError, 'errorCode' | 'message' | 'details' | 'challengeId' | 'methods'>
>;

const address = (path: string): string => `${BASE}/api/v1/auth${path}`;

async function exchange(url: string, init: RequestInit): Promise<Response> {
  try {
    const signal = AbortSignal.timeout(TIMEOUT);
    return await fetch(url, { cache: 'no-store', signal, ...init });
  } catch (cause) {
    const message = 'The server could not be reached.';
    throw new PortcullisError({ errorCode: 'NETWORK_FAILURE', message, cause });
  }
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    return {};
  }
}

function faultOf({ status, headers }: Response, body: Fault): PortcullisError {
  const wait = headers.get('retry-after');
  return new PortcullisError({
    errorCode: body.errorCode ?? 'NETWORK_FAILURE',
    message: body.message ?? '',
    status,
    details: body.details,
    challengeId: body.challengeId,
    methods: body.methods,
    retryAfter: wait === null ? undefined : Number(wait),
  });
}

/** @throws PortcullisError */
async function send(question: Question, token?: string): Promise<unknown> {
  const { method = 'POST', path, body, accept = 'application/json' } = question;
  const response = await exchange(address(path), {
    method,
    headers: {
      accept,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body === undefined ? null : JSON.stringify(body),
  });
  const answer = await bodyOf(response);
  if (response.ok) return answer;
  throw faultOf(response, answer as Fault);
}

/** Of who is not signed in. */
export const askOpenly = (question: Question): Promise<unknown> => send(question);

/**
 * In the name of the person. A refused code is not sent again, as `client.fetch` would after a 401.
 * @param token in the place of the client's
 */
export async function ask(question: Question, token?: string): Promise<unknown> {
  try {
    return await send(question, token ?? (await client.getAccessToken()));
  } catch (error) {
    const isOver = isPortcullisError(error) && error.errorCode === 'INVALID_TOKEN';
    // Whether the session has ended is found out, and shown, by the client.
    if (isOver && token === undefined) await client.me().catch(() => undefined);
    throw error;
  }
}

/** Whether the server has a route, of the ones that not every server has. */
export async function isOffered(path: string): Promise<boolean> {
  const { status, headers } = await exchange(address(path), { credentials: 'omit' });
  return status === 405 ? (headers.get('allow') ?? '').includes('POST') : status !== 404;
}
