import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Narrow enough that a caller's id can neither forge a log line nor fill one. */
const ACCEPTABLE = /^[\w.-]{8,64}$/;

/** The caller's own id where it is harmless, so that a trace can cross services. */
export function requestId(request: Pick<IncomingMessage, 'headers'>): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && ACCEPTABLE.test(given) ? given : randomUUID();
}
