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

  it('answers nobody before the batch with their items is written', async () => {
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
});
