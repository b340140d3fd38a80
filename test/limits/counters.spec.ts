import { eventually } from '../e2e/harness/eventually.js';
import { type CounterStore, countersOf, counterStores, freshKey } from './counter-stores.js';

describe.each(counterStores())('counters in $name', ({ open }) => {
  let store: CounterStore;

  beforeAll(async () => {
    store = await open();
  });

  afterAll(() => store.close());

  it('begin at nothing', async () => {
    const [one] = countersOf(store);
    expect(await one.read(freshKey())).toEqual({ count: 0, msLeft: 0 });
  });

  it('are one for all instances, and tell for how long they count', async () => {
    const [one, two] = countersOf(store);
    const key = freshKey();
    expect((await one.add(key, 1, 60)).count).toBe(1);
    const tally = await two.add(key, 1, 3600);
    expect(tally.count).toBe(2);
    expect(tally.msLeft).toBeGreaterThan(50_000);
    expect(tally.msLeft).toBeLessThanOrEqual(60_000);
    expect((await one.read(key)).count).toBe(2);
  });

  it('give back', async () => {
    const [one] = countersOf(store);
    const key = freshKey();
    await one.add(key, 1, 60);
    await one.add(key, 1, 60);
    expect((await one.add(key, -1, 60)).count).toBe(1);
  });

  it('begin again when their window has ended', async () => {
    const [one] = countersOf(store);
    const key = freshKey();
    await one.add(key, 7, 1);
    await eventually(async () => (await one.read(key)).count === 0);
    const tally = await one.add(key, 2, 60);
    expect(tally.count).toBe(2);
    expect(tally.msLeft).toBeGreaterThan(50_000);
    expect(await one.read(key)).toEqual({ count: 2, msLeft: expect.any(Number) as number });
  });

  it('never tell two the same number, however many count at once', async () => {
    const key = freshKey();
    const counters = countersOf(store);
    const tallies = await Promise.all(
      Array.from({ length: 60 }, (_, n) => counters[n % 2 === 0 ? 0 : 1].add(key, 1, 60)),
    );
    const counts = tallies.map(({ count }) => count).sort((a, b) => a - b);
    expect(counts).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  });

  it('are not away', () => {
    expect(store.instances.map(({ away }) => away)).toEqual([false, false]);
  });
});
