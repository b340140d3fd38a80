import { GroupCommit } from '../../src/database/group-commit.js';

interface Batch {
  readonly items: readonly string[];
  readonly succeed: () => void;
  readonly fail: (reason: Error) => void;
}

/** A destination whose writes end when the test says so. */
function destination() {
  const batches: Batch[] = [];
  const write = (items: readonly string[]): Promise<readonly string[]> =>
    new Promise((resolve, fail) => {
      const succeed = () => {
        resolve(items.map((item) => item.toUpperCase()));
      };
      batches.push({ items, succeed, fail });
    });
  const succeedAt = async (index: number): Promise<void> => {
    batches[index]?.succeed();
    await new Promise(setImmediate);
  };
  return { batches, write, succeedAt };
}

const LIMITS = { batch: 3, queue: 5 };

describe('a group commit', () => {
  it('writes at once for a lone caller and gathers for the next batch meanwhile', async () => {
    const { batches, write, succeedAt } = destination();
    const commits = new GroupCommit(write, LIMITS);
    const all = ['a', 'b', 'c'].map((item) => commits.add([item]));
    expect(batches.map(({ items }) => items)).toEqual([['a']]);
    await succeedAt(0);
    expect(batches.map(({ items }) => items)).toEqual([['a'], ['b', 'c']]);
    await succeedAt(1);
    await Promise.all(all);
  });

  it('tells what is not written yet, and since when the oldest waits', async () => {
    const { write, succeedAt } = destination();
    const commits = new GroupCommit(write, LIMITS);
    expect(commits.backlog()).toEqual({ waiting: 0, oldestMs: 0 });
    const all = ['a', 'b', 'c'].map((item) => commits.add([item]));
    await new Promise(setImmediate);
    const first = commits.backlog();
    expect(first.waiting).toBe(3);
    expect(first.oldestMs).toBeGreaterThan(0);
    await succeedAt(0);
    expect(commits.backlog().waiting).toBe(2);
    await succeedAt(1);
    await Promise.all(all);
    expect(commits.backlog()).toEqual({ waiting: 0, oldestMs: 0 });
  });

  it('answers no caller before the batch with its items is written', async () => {
    const { write, succeedAt } = destination();
    const commits = new GroupCommit(write, LIMITS);
    const answered: string[] = [];
    const first = commits.add(['a']).then(() => answered.push('a'));
    const second = commits.add(['b']).then(() => answered.push('b'));
    await new Promise(setImmediate);
    expect(answered).toEqual([]);
    await succeedAt(0);
    expect(answered).toEqual(['a']);
    await succeedAt(1);
    expect(answered).toEqual(['a', 'b']);
    await Promise.all([first, second]);
  });

  it('rejects exactly those whose batch failed, and goes on', async () => {
    const { batches, write, succeedAt } = destination();
    const commits = new GroupCommit(write, LIMITS);
    const outcomes = Promise.allSettled(['a', 'b', 'c'].map((item) => commits.add([item])));
    await succeedAt(0);
    batches[1]?.fail(new Error('disk full'));
    const [a, b, c] = await outcomes;
    expect(a?.status).toBe('fulfilled');
    for (const loser of [b, c]) expect(loser).toMatchObject({ reason: new Error('disk full') });
    const later = commits.add(['d']);
    await succeedAt(2);
    await later;
  });

  it('rejects like a failed batch when the write throws at once', async () => {
    const commits = new GroupCommit<string, string>(() => {
      throw new Error('no database');
    }, LIMITS);
    await expect(commits.add(['a'])).rejects.toThrow('no database');
    await expect(commits.add(['b'])).rejects.toThrow('no database');
  });

  it('keeps the items of one caller in one batch with their outcomes, and batches within their limit', async () => {
    const { batches, write, succeedAt } = destination();
    const commits = new GroupCommit(write, LIMITS);
    const all = [['a'], ['b', 'c'], ['d', 'e'], ['f']].map((items) => commits.add(items));
    await succeedAt(0);
    await succeedAt(1);
    await succeedAt(2);
    expect(await Promise.all(all)).toEqual([['A'], ['B', 'C'], ['D', 'E'], ['F']]);
    expect(batches.map(({ items }) => items)).toEqual([['a'], ['b', 'c'], ['d', 'e', 'f']]);
  });

  it('writes what is larger than a batch in one batch of its own', async () => {
    const { batches, write, succeedAt } = destination();
    const commits = new GroupCommit(write, LIMITS);
    const all = [['a', 'b', 'c', 'd'], ['e']].map((items) => commits.add(items));
    await succeedAt(0);
    await succeedAt(1);
    await Promise.all(all);
    expect(batches.map(({ items }) => items.length)).toEqual([4, 1]);
  });

  it('is overloaded when too much waits, until it has been written', async () => {
    const { write, succeedAt } = destination();
    const commits = new GroupCommit(write, LIMITS);
    const all = ['a', 'b', 'c', 'd', 'e', 'f'].map((item) => commits.add([item]));
    await expect(commits.add(['g'])).rejects.toMatchObject({ fault: { code: 'OVERLOADED' } });
    await succeedAt(0);
    all.push(commits.add(['g']));
    for (const index of [1, 2]) await succeedAt(index);
    await Promise.all(all);
  });

  it('writes nothing for nothing', async () => {
    const { batches, write } = destination();
    await new GroupCommit(write, LIMITS).add([]);
    expect(batches).toEqual([]);
  });

  it('drains when the last batch is written, also when it fails', async () => {
    const { batches, write, succeedAt } = destination();
    const commits = new GroupCommit(write, LIMITS);
    const outcomes = Promise.allSettled(['a', 'b'].map((item) => commits.add([item])));
    let drained = false;
    const draining = commits.drain().then(() => {
      drained = true;
    });
    await succeedAt(0);
    expect(drained).toBe(false);
    batches[1]?.fail(new Error('gone'));
    await draining;
    expect((await outcomes).map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    await commits.drain();
  });

  describe('that gathers in a crowd', () => {
    const sizes: number[] = [];
    const write = (items: readonly string[]): Promise<readonly string[]> => {
      sizes.push(items.length);
      return new Promise((resolve) => {
        setTimeout(() => {
          resolve(items);
        }, 1);
      });
    };
    let commits: GroupCommit<string, string>;

    beforeEach(() => {
      jest.useFakeTimers();
      sizes.length = 0;
      const gather = { items: 32, within: 32 };
      commits = new GroupCommit(write, { batch: 500, queue: 10_000, gather });
    });

    afterEach(() => {
      jest.useRealTimers();
    });

    /** So many a millisecond, for a second. */
    async function arrive(rate: number): Promise<number> {
      const all: Promise<unknown>[] = [];
      for (let due = rate, time = 0; time < 1000; time += 1, due += rate) {
        for (; due >= 1; due -= 1) all.push(commits.add(['x']));
        await jest.advanceTimersByTimeAsync(1);
      }
      await jest.advanceTimersByTimeAsync(100);
      await Promise.all(all);
      return all.length;
    }

    it.each([2, 5])('writes more than twenty at once when %d a millisecond arrive', async (n) => {
      // It takes a tenth of a second to see how many there are.
      await arrive(n);
      sizes.length = 0;
      const count = await arrive(n);
      expect(sizes.reduce((sum, size) => sum + size)).toBe(count);
      expect(count / sizes.length).toBeGreaterThan(20);
    });

    it('waits for none when few arrive', async () => {
      expect(await arrive(0.1)).toBe(sizes.length);
    });

    it('waits for none that come alone after a crowd', async () => {
      await arrive(2);
      await jest.advanceTimersByTimeAsync(10_000);
      sizes.length = 0;
      const alone = commits.add(['x']);
      expect(sizes).toEqual([1]);
      await jest.advanceTimersByTimeAsync(1);
      await alone;
    });
  });
});
