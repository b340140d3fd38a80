import { RecognizedSenders } from '../../../src/api/clients/recognized-senders.js';
import type { Client } from '../../../src/clients/clients.js';
import { TestClock } from '../../e2e/harness/test-clock.js';

const client = (id: string): Client => ({
  id,
  name: id,
  audiences: ['orders'],
  scopes: [],
  createdAt: 0,
  disabledAt: null,
});

/** A clock that stands still until it is moved. */
class StoppedClock extends TestClock {
  private at = 0;

  override monotonic(): number {
    return this.at;
  }

  pass(milliseconds: number): void {
    this.at += milliseconds;
  }
}

describe('senders that were recognized', () => {
  const orders = client('orders');

  it('are known by the whole of their header', () => {
    const senders = new RecognizedSenders(new StoppedClock());
    senders.note('Basic b3JkZXJzOmE=', orders);
    expect(senders.find('Basic b3JkZXJzOmE=')).toBe(orders);
    expect(senders.find('Basic b3JkZXJzOmI=')).toBeUndefined();
    expect(senders.find('Basic b3JkZXJzOmE')).toBeUndefined();
  });

  it('are forgotten together 250 milliseconds after the first of them, however often they come', () => {
    const clock = new StoppedClock();
    const senders = new RecognizedSenders(clock);
    senders.note('first', orders);
    clock.pass(200);
    senders.note('second', orders);
    senders.note('first', orders);
    clock.pass(49);
    expect(senders.find('first')).toBe(orders);
    clock.pass(1);
    expect(senders.find('second')).toBeUndefined();
    expect(senders.find('first')).toBeUndefined();
  });

  it('are a thousand at most', () => {
    const senders = new RecognizedSenders(new StoppedClock());
    for (let n = 0; n <= 1000; n += 1) senders.note(String(n), orders);
    expect(senders.find('999')).toBe(orders);
    expect(senders.find('1000')).toBeUndefined();
  });
});
