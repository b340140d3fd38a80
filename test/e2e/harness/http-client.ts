import { type IncomingMessage, type OutgoingHttpHeaders, request as open } from 'node:http';
import { Answer } from './answer.js';

/** A request as a client would write it; `json` is serialised and typed, `body` goes as it is. */
export interface HttpRequest {
  readonly path: string;
  /** POST unless told otherwise. */
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly json?: unknown;
  readonly body?: string | Buffer;
  /** Sends the body in chunks, without announcing its length. */
  readonly chunked?: boolean;
}

/** The whole of an answer that has begun to come. */
export async function read(message: IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return new Answer(
    message.statusCode ?? 0,
    message.headers,
    Buffer.concat(chunks).toString('utf8'),
  );
}

function payload(request: HttpRequest): string | Buffer | undefined {
  return 'json' in request ? JSON.stringify(request.json) : request.body;
}

function headersOf(request: HttpRequest, body: string | Buffer | undefined): OutgoingHttpHeaders {
  const json = 'json' in request ? { 'content-type': 'application/json' } : {};
  const length =
    body === undefined || request.chunked ? {} : { 'content-length': Buffer.byteLength(body) };
  return { ...json, ...length, ...request.headers };
}

/** One request on a connection of its own. */
export function send(origin: string, request: HttpRequest): Promise<Answer> {
  const body = payload(request);
  return new Promise((resolve, reject) => {
    const outgoing = open(new URL(request.path, origin), {
      method: request.method ?? 'POST',
      headers: headersOf(request, body),
      agent: false,
    });
    outgoing.once('response', (message) => {
      read(message).then(resolve, reject);
    });
    outgoing.once('error', reject);
    outgoing.end(body);
  });
}
