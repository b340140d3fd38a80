import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { SECURITY_HEADERS } from './standing-headers.js';

interface ParserError extends Error {
  readonly code?: string;
}

/** What Node's HTTP parser refuses never reaches a route; these are the few ways it says so. */
const REFUSALS: Readonly<Record<string, { status: number; errorCode: string; message: string }>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    errorCode: 'MALFORMED_REQUEST',
    message: 'Malformed request.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    errorCode: 'MALFORMED_REQUEST',
    message: 'Malformed request.',
  },
};

const MALFORMED = { status: 400, errorCode: 'MALFORMED_REQUEST', message: 'Malformed request.' };

/** Answers a request that is no HTTP, in the standard fault body, and hangs up. */
export function answerClientError(error: ParserError, socket: Socket, at: number): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, errorCode, message } = REFUSALS[error.code ?? ''] ?? MALFORMED;
  const reason = STATUS_CODES[status] ?? '';
  const timestamp = new Date(at).toISOString();
  const body = JSON.stringify({ timestamp, status, error: reason, errorCode, message, path: '' });
  socket.write(
    [
      `HTTP/1.1 ${String(status)} ${reason}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${String(Buffer.byteLength(body))}`,
      `X-Request-Id: ${randomUUID()}`,
      'Cache-Control: no-store',
      ...Object.entries(SECURITY_HEADERS).map(([name, value]) => `${name}: ${value}`),
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
  // `end` alone would leave it to the peer to close its half, for as long as that one likes.
  socket.destroySoon();
}
