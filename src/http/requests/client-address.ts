import { BlockList, isIP } from 'node:net';
import type { FastifyRequest } from 'fastify';

/** A port behind the address, as some proxies write it. */
const WITH_PORT = /^\[([^\]]+)\](?::\d+)?$|^([\d.]+):\d+$/;

function addressIn(text: string): string | undefined {
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
  const trusted = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIP(address) === 4 ? 'ipv4' : 'ipv6';
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  return (hop) => {
    const address = addressIn(hop);
    if (address === undefined) return false;
    return trusted.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');
  };
}

/**
 * Who is calling: told by the proxies of `TRUST_PROXY`, otherwise by the connection. What a proxy
 * passes on that is no address counts for nothing.
 */
export const clientAddress = (request: FastifyRequest): string =>
  addressIn(request.ip) ?? request.socket.remoteAddress ?? 'unknown';
