import { familyOf, networkList } from '../config/networks.js';

/** What no message is sent to (IANA's registries of special-purpose addresses, RFC 6890). */
const SPECIAL_IPV4 = networkList([
  '0.0.0.0/8',
  '10.0.0.0/8',
  // Carriers' own (RFC 6598).
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  // Multicast, and what is reserved up to the broadcast address.
  '224.0.0.0/4',
  '240.0.0.0/4',
]);

/** RFC 4291 §2.4: all else is loopback, local, multicast, mapped or translated, or not given out. */
const GLOBAL_IPV6 = networkList(['2000::/3']);

/** What of that leads elsewhere or nowhere: protocols, tunnels with an IPv4 address, examples. */
const SPECIAL_IPV6 = networkList(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/** Whether an address belongs to the public internet. */
export function isPublicAddress(address: string): boolean {
  if (familyOf(address) === 'ipv4') return !SPECIAL_IPV4.check(address, 'ipv4');
  // One with a zone (RFC 4007 §11) belongs to a link.
  if (address.includes('%')) return false;
  return GLOBAL_IPV6.check(address, 'ipv6') && !SPECIAL_IPV6.check(address, 'ipv6');
}
