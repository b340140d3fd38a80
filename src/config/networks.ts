import { BlockList, isIP } from 'node:net';
import { ValidateBy } from 'class-validator';

const LONGEST_PREFIX: Readonly<Record<number, number>> = { 4: 32, 6: 128 };
const DIGITS = /^\d{1,3}$/;

/** Whether a text is an IP address, or a network in CIDR notation (RFC 4632 §3.1, RFC 4291 §2.3). */
export function isNetwork(text: string): boolean {
  const [address = '', prefix, ...surplus] = text.split('/');
  const longest = LONGEST_PREFIX[isIP(address)];
  if (longest === undefined || address.includes('%') || surplus.length > 0) return false;
  return prefix === undefined || (DIGITS.test(prefix) && Number(prefix) <= longest);
}

/** What tells whether an address is in one of these networks, as `BlockList` does. */
export function networkList(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const version = isIP(address);
    const length = prefix === undefined ? (LONGEST_PREFIX[version] ?? 0) : Number(prefix);
    list.addSubnet(address, length, familyOf(address));
  }
  return list;
}

/** How `BlockList` names the version of an address. */
export const familyOf = (address: string): 'ipv4' | 'ipv6' =>
  isIP(address) === 4 ? 'ipv4' : 'ipv6';

export const IsNetworks = (): PropertyDecorator =>
  ValidateBy({
    name: 'isNetworks',
    validator: {
      validate: (value) => Array.isArray(value) && value.every(isNetwork),
      defaultMessage: () =>
        '$property must list IP addresses or CIDR networks, such as 10.0.0.0/8 or 2001:db8::/32',
    },
  });
