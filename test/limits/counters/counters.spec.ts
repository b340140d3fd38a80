import { eventually } from '../../e2e/harness/eventually.js';
import type { Counters, Tally } from '../../../src/limits/counters/counters.js';
import { type CounterStore, countersOf, counterStores, freshKey } from './counter-stores.js';

const minute = { seconds: 60 };

async function read(counters: Counters, key: string): Promise<Tally | undefined> {
  const [tally] = await counters.readAll([key]);
  return tally;
}

describe.each(counterStores())('counters in $name', ({ open }) => {
  let store: CounterStore;

  beforeAll(async () => {
    store = await open();
  });

  afterAll(() => store.close());

  it('begin at nothing', async () => {
    const [one] = countersOf(store);
    expect(await read(one, freshKey())).toEqual({ count: 0, msLeft: 0 });
  });

  it('are one for all instances, and tell for how long they count', async () => {
    const [one, two] = countersOf(store);
    const key = freshKey();
    expect((await one.add(key, minute)).count).toBe(1);
    const tally = await two.add(key, { seconds: 3600 });
    expect(tally.count).toBe(2);
    expect(tally.msLeft).toBeGreaterThan(50_000);
    expect(tally.msLeft).toBeLessThanOrEqual(60_000);
    expect((await read(one, key))?.count).toBe(2);
  });

  it('are read together, each under its own key', async () => {
    const [one, two] = countersOf(store);
    const [first, none, last] = [freshKey(), freshKey(), freshKey()];
    await one.add(first, minute);
    await two.add(last, minute);
    await two.add(last, minute);
    const tallies = await one.readAll([last, none, first]);
    expect(tallies.map(({ count }) => count)).toEqual([2, 0, 1]);
    expect(tallies.map(({ msLeft }) => msLeft > 50_000)).toEqual([true, false, true]);
  });

  it('are forgotten when they are removed', async () => {
    const [one, two] = countersOf(store);
    const key = freshKey();
    await one.add(key, minute);
    await two.remove(key);
    expect(await read(one, key)).toEqual({ count: 0, msLeft: 0 });
    expect((await one.add(key, minute)).count).toBe(1);
  });

  it('begin again when their window has ended', async () => {
    const [one] = countersOf(store);
    const key = freshKey();
    for (let n = 0; n < 7; n += 1) await one.add(key, { seconds: 1 });
    await eventually(async () => (await read(one, key))?.count === 0);
    const tally = await one.add(key, minute);
    expect(tally.count).toBe(1);
    expect(tally.msLeft).toBeGreaterThan(50_000);
    expect(await read(one, key)).toEqual({ count: 1, msLeft: expect.any(Number) as number });
  });

  it('let their window begin anew from the count on from which it moves, and not before', async () => {
    const [one, two] = countersOf(store);
    const key = freshKey();
    await one.add(key, { seconds: 60 });
    const longer = { seconds: 3600, movesFrom: 3 };
    expect((await two.add(key, longer)).msLeft).toBeLessThanOrEqual(60_000);
    const third = await one.add(key, longer);
    expect(third.count).toBe(3);
    expect(third.msLeft).toBeGreaterThan(3_500_000);
    expect((await read(two, key))?.msLeft).toBeGreaterThan(3_500_000);
    expect((await two.add(key, longer)).count).toBe(4);
  });

  it('never tell two the same number, however many count at once', async () => {
    const key = freshKey();
    const counters = countersOf(store);
    const tallies = await Promise.all(
      Array.from({ length: 60 }, (_, n) => counters[n % 2 === 0 ? 0 : 1].add(key, minute)),
    );
    const counts = tallies.map(({ count }) => count).sort((a, b) => a - b);
    expect(counts).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  });

  it('are not away', () => {
    expect(store.instances.map(({ away }) => away)).toEqual([false, false]);
  });
});
