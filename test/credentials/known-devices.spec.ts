import * as fc from 'fast-check';
import { KnownDevices } from '../../src/credentials/known-devices.js';
import { Secrets } from '../../src/tokens/secrets/secrets.js';
import { DAY, TestClock } from '../e2e/harness/test-clock.js';

const secretsOf = (letter: string): Secrets => new Secrets([letter.repeat(32)]);

const clock = new TestClock();
const devices = new KnownDevices(secretsOf('a'), clock);

describe('a device', () => {
  it('is known to the account that it logged in to', () => {
    expect(devices.recognise(devices.mark(undefined, 'alice'), 'alice')).toMatch(/^[\w-]{22}$/);
  });

  it('is not known to anybody else', () => {
    expect(devices.recognise(devices.mark(undefined, 'alice'), 'bob')).toBeNull();
    expect(devices.recognise(undefined, 'alice')).toBeNull();
  });

  it('keeps its id and the accounts that share it', () => {
    const first = devices.mark(undefined, 'alice');
    const second = devices.mark(first, 'bob');
    expect(devices.recognise(second, 'alice')).toBe(devices.recognise(first, 'alice'));
    expect(devices.recognise(second, 'bob')).toBe(devices.recognise(first, 'alice'));
  });

  it('is known to five accounts at most, and its mark grows no longer', () => {
    let mark = devices.mark(undefined, 'user0');
    for (let n = 1; n < 50; n += 1) mark = devices.mark(mark, `user${n}`);
    expect(devices.recognise(mark, 'user49')).not.toBeNull();
    expect(devices.recognise(mark, 'user44')).toBeNull();
    expect(mark.length).toBeLessThan(200);
  });

  it('is forgotten after half a year without a login', () => {
    const mark = devices.mark(undefined, 'alice');
    clock.advance(180 * DAY);
    expect(devices.recognise(mark, 'alice')).not.toBeNull();
    clock.advance(DAY);
    expect(devices.recognise(mark, 'alice')).toBeNull();
  });

  it('is not known to a server with another key', () => {
    const others = new KnownDevices(secretsOf('b'), clock);
    expect(devices.recognise(others.mark(undefined, 'alice'), 'alice')).toBeNull();
  });

  it('stays known when a newer secret is put before the one that it was marked by', () => {
    const mark = devices.mark(undefined, 'alice');
    const after = new KnownDevices(new Secrets(['b'.repeat(32), 'a'.repeat(32)]), clock);
    expect(after.recognise(mark, 'alice')).toBe(devices.recognise(mark, 'alice'));
    const later = new KnownDevices(secretsOf('b'), clock);
    expect(later.recognise(after.mark(mark, 'alice'), 'alice')).not.toBeNull();
  });

  it('cannot be made up from a mark that was seen', () => {
    const mark = devices.mark(undefined, 'alice');
    fc.assert(
      fc.property(fc.nat(mark.length - 1), fc.constantFrom('A', 'b', '7', '~', '.'), (at, char) => {
        fc.pre(mark[at] !== char);
        const forged = mark.slice(0, at) + char + mark.slice(at + 1);
        expect(devices.recognise(forged, 'alice')).toBeNull();
      }),
    );
  });

  it('may show anything at all without doing harm', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), (text) => {
        expect(devices.recognise(text, 'alice')).toBeNull();
        expect(devices.recognise(devices.mark(text, 'alice'), 'alice')).not.toBeNull();
      }),
    );
  });
});
