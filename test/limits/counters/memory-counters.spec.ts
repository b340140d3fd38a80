import { MemoryCounters } from '../../../src/limits/counters/memory-counters.js';

beforeEach(() => {
  jest.useFakeTimers();
});

afterEach(() => {
  jest.useRealTimers();
});

const add = (counters: MemoryCounters, key: string): Promise<number> =>
  counters.add(key, { seconds: 3600 }).then(({ count }) => count);

describe('counters in memory, when an attacker invents names', () => {
  it('keep a fixed number of keys', async () => {
    const counters = new MemoryCounters(100);
    for (let n = 0; n < 5000; n += 1) await add(counters, `invented ${n}`);
    expect(counters.size).toBe(100);
    expect(jest.getTimerCount()).toBe(100);
  });

  it('keep those that are under attack', async () => {
    const counters = new MemoryCounters(100);
    for (let n = 0; n < 3; n += 1) await add(counters, 'target');
    for (let n = 0; n < 5000; n += 1) await add(counters, `invented ${n}`);
    expect(await add(counters, 'target')).toBe(4);
  });

  it('keep a fixed number of those too', async () => {
    const counters = new MemoryCounters(10);
    for (let n = 0; n < 300; n += 1) await add(counters, `target ${Math.floor(n / 3)}`);
    expect(counters.size).toBe(10);
  });

  it('forget when the window ends', async () => {
    const counters = new MemoryCounters();
    await add(counters, 'key');
    await jest.advanceTimersByTimeAsync(3_600_000);
    expect(await counters.readAll(['key'])).toEqual([{ count: 0, msLeft: 0 }]);
    expect(jest.getTimerCount()).toBe(0);
  });
});
