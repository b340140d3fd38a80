import { RequestsInFlight } from '../../src/server/requests-in-flight.js';

const inOrder = (arrivals: RequestsInFlight<string>): string[] => {
  const seen: string[] = [];
  for (let { first } = arrivals; first !== null; first = arrivals.first) {
    seen.push(first);
    arrivals.leaveFirst();
  }
  return seen;
};

describe('arrivals', () => {
  it('are in order, whoever left before', () => {
    const arrivals = new RequestsInFlight<string>();
    const [a, , c] = ['a', 'b', 'c', 'd'].map((name) => arrivals.add(name));
    c?.leave();
    a?.leave();
    a?.leave();
    expect(inOrder(arrivals)).toEqual(['b', 'd']);
    expect(arrivals.first).toBeNull();
    arrivals.add('e');
    expect(inOrder(arrivals)).toEqual(['e']);
  });

  it('are forgotten once they left', () => {
    const arrivals = new RequestsInFlight<string>();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => arrivals.add(name));
    b?.leave();
    expect(b?.next).toBe(b);
    expect(b?.previous).toBe(b);
    expect(a?.next).toBe(c);
    expect(c?.previous).toBe(a);
  });
});
