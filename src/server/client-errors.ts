import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { messageOf } from '../api/faults/fault-table.js';
import { standardFaults } from '../api/faults/standard-faults.js';
import { SECURITY_HEADERS } from './security-headers.js';

interface ParserError extends Error {
  readonly code?: string;
}

/** What Node's HTTP parser refuses never reaches a route; all else that it refuses is a 400. */
const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

const MALFORMED = {
  code: 'MALFORMED_REQUEST',
  message: messageOf({ code: 'MALFORMED_REQUEST' }),
} as const;

/** Answers a request that is no HTTP, in the standard fault body, and hangs up. */
export function answerClientError(error: ParserError, socket: Socket, at: number): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const status = STATUS[error.code ?? ''] ?? 400;
  const reason = STATUS_CODES[status] ?? '';
  const fault = { status, reason, ...MALFORMED, details: [], challenge: null, path: '', at };
  const body = JSON.stringify(standardFaults.body(fault));
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
