import { setImmediate as endOfTurn } from 'node:timers/promises';
import { ConnectionTurns } from '../../../src/database/sqlite/connection-turns.js';
import { WriteGroup } from '../../../src/database/sqlite/write-group.js';
import { ConnectionUse } from '../../../src/database/connection-use.js';
import { type Onlooker, useTracedSqlite } from './traced-sqlite.js';

const OVERLOADED = { fault: { code: 'OVERLOADED', retryAfter: 1 } };

const numbered = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `n${String(index).padStart(4, '0')}`);

describe('while another process holds the SQLite file, writes', () => {
  const sqlite = useTracedSqlite();
  let other: Onlooker;

  beforeEach(() => {
    other = sqlite().onlooker();
    other.exec('BEGIN IMMEDIATE');
  });

  const units = (count: number) =>
    numbered(count).map((id) => sqlite().unitOfWork.run(() => sqlite().add(`unit ${id}`)));

  it('wait together and are all done once it lets go, while reads go on', async () => {
    const writes = numbered(50).map((id) => sqlite().add(id));
    while (sqlite().count('BEGIN') < 3) {
      expect(await sqlite().ids()).toEqual([]);
      await endOfTurn();
    }
    expect(sqlite().count('INSERT')).toBe(0);
    const late = sqlite().add('late');
    other.exec('ROLLBACK');
    expect(await Promise.all(writes)).toEqual(writes.map(() => 1));
    await late;
    expect(sqlite().stored()).toEqual(['late', ...numbered(50)]);
    expect(sqlite().commits).toBeLessThanOrEqual(2);
  });

  it('ask one at a time whether it has let go, since each asking takes the event loop', async () => {
    const waiting = [...units(50), ...numbered(50).map((id) => sqlite().add(id))];
    for (let turn = 0; turn < 3; turn += 1) await endOfTurn();
    expect(sqlite().count('BEGIN')).toBeLessThan(10);
    other.exec('ROLLBACK');
    await Promise.all(waiting);
    expect(sqlite().stored()).toHaveLength(100);
  });

  it('are done before the database is closed', async () => {
    const writes = numbered(5).map((id) => sqlite().add(id));
    const closed = sqlite().dataSource.destroy();
    while (sqlite().count('BEGIN') < 3) await endOfTurn();
    other.exec('ROLLBACK');
    await closed;
    expect(await Promise.all(writes)).toEqual([1, 1, 1, 1, 1]);
    expect(sqlite().stored()).toEqual(numbered(5));
  });
});

describe('the queue of writes on SQLite', () => {
  const sqlite = useTracedSqlite();

  it('is done before the database is closed, and takes nothing afterwards', async () => {
    const writes = numbered(150).map((id) => sqlite().add(id));
    await sqlite().dataSource.destroy();
    await Promise.all(writes);
    expect(sqlite().stored()).toEqual(numbered(150));
    await expect(sqlite().add('late')).rejects.toThrow('not open');
  });

  it('has an end, and those in it are written all the same', async () => {
    const outcomes = await Promise.allSettled(numbered(1001).map((id) => sqlite().add(id)));
    expect(outcomes.pop()).toMatchObject({ status: 'rejected', reason: OVERLOADED });
    expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true);
    expect(sqlite().stored()).toEqual(numbered(1000));
  });

  it('shows in the use of connections', async () => {
    const use = new ConnectionUse(sqlite().dataSource);
    const writes = numbered(7).map((id) => sqlite().add(id));
    await Promise.resolve();
    expect(use.read()).toEqual({ most: 1, open: 1, busy: 0, waiting: 7 });
    await Promise.all(writes);
    expect(use.read()).toEqual({ most: 1, open: 1, busy: 0, waiting: 0 });
  });

  it('waits behind the unit of work that has the connection', async () => {
    const order: string[] = [];
    const unit = sqlite().unitOfWork.run(async () => {
      await sqlite().add('unit');
      const single = sqlite().dataSource.query("INSERT INTO notes VALUES ('single', '')");
      void single.then(() => order.push('single'));
      for (let turn = 0; turn < 5; turn += 1) await endOfTurn();
      order.push('unit');
    });
    await unit;
    await sqlite().add('last');
    expect(order).toEqual(['unit', 'single']);
  });
});

describe('a write that waits for its group', () => {
  const WRITE = { sql: 'DELETE FROM notes', parameters: [] };

  it('is told to come again when the connection is not free in time, and is never run', async () => {
    const turns = new ConnectionTurns();
    let leave = (): void => undefined;
    await turns.write((left) => Promise.resolve((leave = left)));
    const run = jest.fn();
    const group = new WriteGroup(turns, run, { queueLimit: 2, deadline: 10 });
    const first = group.add(WRITE);
    const second = group.add(WRITE);
    await expect(group.add(WRITE)).rejects.toMatchObject(OVERLOADED);
    await expect(first).rejects.toMatchObject(OVERLOADED);
    await expect(second).rejects.toMatchObject(OVERLOADED);
    expect(group.waiting).toBe(0);
    leave();
    await group.drain();
    expect(run).not.toHaveBeenCalled();
  });
});
