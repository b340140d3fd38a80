import * as fc from 'fast-check';
import { networkOf } from '../../src/limits/networks.js';

describe('the network that an address is counted under', () => {
  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:CB00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['2001:DB8:0:0:ffff:ffff:ffff:ffff', '2001:db8:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['1::', '1:0:0:0::/64'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('is the same for every address of a /64, however it is written', () => {
    fc.assert(
      fc.property(fc.ipV6(), fc.integer({ min: 0, max: 0xffff }), (address, last) => {
        fc.pre(!/[.]/.test(address) && !/ffff/i.test(address));
        const neighbour = new URL(`http://[${address}]`).hostname.slice(1, -1);
        expect(networkOf(neighbour)).toBe(networkOf(address));
        const [prefix] = networkOf(address).split('::/64');
        expect(networkOf(`${prefix ?? ''}:0:0:0:${last.toString(16)}`)).toBe(networkOf(address));
      }),
    );
  });

  it('is one for everything that is no address, of whatever length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(networkOf(`${text}!`)).toBe('none');
      }),
    );
  });
});
