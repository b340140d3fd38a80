import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** A port behind the address, as some proxies write it. */
const WITH_PORT = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/;

function addressIn(text: string): string | undefined {
  if (isIP(text) !== 0) return text;
  const [, bracketed, plain] = WITH_PORT.exec(text) ?? [];
  const address = bracketed ?? plain ?? '';
  return isIP(address) === 0 ? undefined : address;
}

/**
 * Who is calling: told by the proxies of `TRUST_PROXY`, otherwise by the connection. What a proxy
 * passes on that is no address counts for nothing.
 */
export const clientAddress = (request: FastifyRequest): string =>
  addressIn(request.ip) ?? request.socket.remoteAddress ?? 'unknown';
