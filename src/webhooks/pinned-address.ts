import type { LookupFunction } from 'node:net';
import type { CheckedAddress } from './checked-addresses.js';

/** Finds these addresses, whatever the name is: nothing is looked up between check and connection. */
export const pinnedLookup =
  (checked: readonly CheckedAddress[]): LookupFunction =>
  (_name, options, found) => {
    const [first = { address: '', family: 4 }] = checked;
    if (options.all === true) found(null, [...checked]);
    else found(null, first.address, first.family);
  };

/** The same URL with the address in place of the name. */
export function pinnedUrl(url: URL, { address, family }: CheckedAddress): URL {
  const pinned = new URL(url);
  pinned.hostname = family === 6 ? `[${address}]` : address;
  return pinned;
}
