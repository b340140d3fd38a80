import { BlockList, isIP } from 'node:net';

/** What one client can choose its address from: a whole IPv4 address, or the /64 of an IPv6 one. */
export type Network = string & { readonly __brand: 'Network' };

const MAPPED = '::ffff:0:0';
const mapped = new BlockList();
mapped.addSubnet(MAPPED, 96, 'ipv6');

/** The eight groups of an IPv6 address, in canonical form (RFC 4291 §2.2). */
function groupsOf(address: string): readonly string[] {
  const [text] = address.split('%');
  const { hostname } = new URL(`http://[${text ?? ''}]`);
  const [head = '', tail] = hostname.slice(1, -1).split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0');
  return [...before, ...zeros, ...after];
}

/** The IPv4 address in the last 32 bits. */
function embedded(groups: readonly string[]): string {
  const bytes = groups.slice(6).flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
  return bytes.join('.');
}

/**
 * The network that an address is counted under. IPv4-mapped addresses are IPv4 addresses; whatever
 * is no address at all is one network of its own.
 */
export function networkOf(address: string): Network {
  return fold(address) as Network;
}

/**
 * The /48 that an IPv6 address is in, which is what one customer of a provider commonly has and
 * which holds 65,536 networks; null for an IPv4 address.
 */
export function siteOf(network: Network): Network | null {
  if (!network.endsWith('::/64')) return null;
  return `${network.split(':').slice(0, 3).join(':')}::/48` as Network;
}

function fold(address: string): string {
  if (isIP(address) === 4) return address;
  if (isIP(address) === 0) return 'none';
  const groups = groupsOf(address);
  const [plain = ''] = address.split('%');
  if (mapped.check(plain, 'ipv6')) return embedded(groups);
  return `${groups.slice(0, 4).join(':')}::/64`;
}
