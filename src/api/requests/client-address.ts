import { isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';
import type { EventOrigin } from '../../audit/event-origin.js';
import { familyOf, networkList } from '../../config/networks.js';
import { traceIdOf } from './fastify-request.js';

/** A port behind the address, as some proxies write it. */
const WITH_PORT = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/;

function addressIn(text: string): string | undefined {
  if (isIP(text) !== 0) return text;
  const bare = text.trim().replace(/^"(.*)"$/, '$1');
  if (isIP(bare) !== 0) return bare;
  const [, bracketed, plain] = WITH_PORT.exec(bare) ?? [];
  const address = bracketed ?? plain ?? '';
  return isIP(address) === 0 ? undefined : address;
}

/**
 * Whether a hop of `X-Forwarded-For` is one of the networks, whatever port stands behind it; an
 * IPv4 address in IPv6 notation counts as the IPv4 address (RFC 4291 §2.5.5.2).
 */
export function trustedProxies(networks: readonly string[]): (hop: string) => boolean {
  const trusted = networkList(networks);
  return (hop) => {
    const address = addressIn(hop);
    if (address === undefined) return false;
    return trusted.check(address, familyOf(address));
  };
}

/**
 * Who is calling: told by the proxies of `TRUST_PROXY`, otherwise by the connection. What a proxy
 * passes on that is no address counts for nothing.
 */
export const clientAddress = (request: FastifyRequest): string =>
  addressIn(request.ip) ?? request.socket.remoteAddress ?? 'unknown';

export const eventOrigin = (request: FastifyRequest): EventOrigin => {
  const traceId = traceIdOf(request);
  return { ...originOf(request), ...(traceId === undefined ? {} : { traceId }) };
};

const originOf = (request: FastifyRequest): EventOrigin => ({
  requestId: request.id,
  address: clientAddress(request),
  userAgent: request.headers['user-agent'] ?? null,
});
