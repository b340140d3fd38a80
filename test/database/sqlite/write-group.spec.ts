import { setImmediate as endOfTurn } from 'node:timers/promises';
import { QueryFailedError } from 'typeorm';
import { violatedIndex } from '../../../src/database/failure.js';
import { useTracedSqlite } from './traced-sqlite.js';

const numbered = (count: number, prefix = 'n'): string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${String(index).padStart(4, '0')}`);

describe('writes on SQLite that stand alone', () => {
  const sqlite = useTracedSqlite();
  const write = (sql: string, ...parameters: (string | number)[]) =>
    sqlite().session.execute(sql, parameters);

  it('share a commit when they come at once, and all of them are stored', async () => {
    const ids = numbered(80);
    expect(await Promise.all(ids.map((id) => sqlite().add(id)))).toEqual(ids.map(() => 1));
    expect(sqlite().commits).toBe(1);
    expect(sqlite().stored()).toEqual(ids);
  });

  it('share a commit when they come in one turn of the event loop, one after the other', async () => {
    const ids = numbered(20);
    await Promise.all(
      ids.map(async (id, index) => {
        for (let step = 0; step < index; step += 1) await Promise.resolve();
        await sqlite().add(id);
      }),
    );
    expect(sqlite().commits).toBe(1);
  });

  it('do not make one transaction of any length', async () => {
    await Promise.all(numbered(950).map((id) => sqlite().add(id)));
    expect(sqlite().commits).toBe(10);
  });

  it('go into the next commit when they come after one has begun', async () => {
    const first = sqlite().add('first');
    await first;
    await Promise.all([sqlite().add('second'), sqlite().add('third')]);
    expect(sqlite().commits).toBe(2);
  });

  it('are told apart by their results', async () => {
    await Promise.all(numbered(3).map((id) => sqlite().add(id)));
    const answers = await Promise.all([
      write('UPDATE notes SET text = ?', 'all'),
      write('DELETE FROM notes WHERE id = ?', 'n0000'),
      write('UPDATE notes SET text = ? WHERE id = ?', 'none', 'n0000'),
      sqlite().dataSource.query<unknown>("INSERT INTO notes VALUES ('r', 's') RETURNING id, text"),
      sqlite().dataSource.query<unknown>("INSERT INTO notes VALUES ('t', 'u')"),
    ]);
    expect(answers).toEqual([3, 1, 0, [{ id: 'r', text: 's' }], 5]);
    expect(sqlite().commits).toBe(2);
  });

  it('fail alone, each with its own failure', async () => {
    await sqlite().add('taken');
    const [kept, duplicate, missing, wrong, short, alsoKept] = await Promise.allSettled([
      sqlite().add('kept'),
      sqlite().add('taken', 'a secret'),
      write('INSERT INTO notes (id) VALUES (?)', 'x'),
      write('INSERT INTO absent VALUES (?)', 'x'),
      write('INSERT INTO notes VALUES (?, ?)', 'x'),
      sqlite().add('also kept'),
    ]);
    expect([kept, alsoKept].map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    const reasons = [duplicate, missing, wrong, short].map((each) =>
      each.status === 'rejected' ? (each.reason as Error) : null,
    );
    expect(reasons.map((reason) => reason?.message)).toEqual([
      expect.stringContaining('UNIQUE constraint failed: notes.id'),
      expect.stringContaining('NOT NULL constraint failed: notes.text'),
      expect.stringContaining('no such table: absent'),
      expect.stringContaining('Too few parameter values'),
    ]);
    for (const reason of reasons) expect(reason).toBeInstanceOf(QueryFailedError);
    expect(violatedIndex(reasons[0])).toBe('notes_id');
    expect(JSON.stringify(reasons[0])).not.toContain('a secret');
    expect(sqlite().stored()).toEqual(['also kept', 'kept', 'taken']);
    expect(sqlite().commits).toBe(2);
  });

  it('are on the disk before they are answered, and seen by what is read afterwards', async () => {
    const onlooker = sqlite().onlooker();
    const rows = onlooker.prepare('SELECT id FROM notes');
    await Promise.all(
      numbered(50).map(async (id) => {
        await sqlite().add(id);
        expect(rows.all()).toContainEqual({ id });
        expect(await sqlite().ids()).toContain(id);
      }),
    );
  });

  it('show no reader what could still be rolled back', async () => {
    const rows = sqlite().onlooker().prepare('SELECT id FROM notes');
    const over = new AbortController();
    const reading = (async () => {
      let looks = 0;
      for (; !over.signal.aborted; looks += 1) {
        const seen = await sqlite().ids();
        expect(rows.all().length).toBeGreaterThanOrEqual(seen.length);
        await endOfTurn();
      }
      return looks;
    })();
    for (const batch of numbered(10)) {
      await Promise.all(numbered(10, batch).map((id) => sqlite().add(id)));
    }
    over.abort();
    expect(await reading).toBeGreaterThan(1);
  });

  it('leave a unit of work its own transaction, and it leaves them theirs', async () => {
    const unit = (name: string, end: () => void) =>
      sqlite().unitOfWork.run(async () => {
        await sqlite().add(`${name} one`);
        await endOfTurn();
        await sqlite().add(`${name} two`);
        end();
      });
    const fail = () => {
      throw new Error('no');
    };
    const outcomes = await Promise.allSettled([
      ...numbered(5, 'before').map((id) => sqlite().add(id)),
      unit('undone', fail),
      ...numbered(5, 'between').map((id) => sqlite().add(id)),
      unit('done', () => undefined),
      ...numbered(5, 'after').map((id) => sqlite().add(id)),
    ]);
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(sqlite().stored()).toEqual(
      [
        ...['before', 'between', 'after'].flatMap((prefix) => numbered(5, prefix)),
        ...['done one', 'done two'],
      ].sort(),
    );
    expect(sqlite().commits).toBe(2);
    expect(sqlite().count('BEGIN')).toBe(3);
  });

  it('run what belongs in no transaction outside of one', async () => {
    const { dataSource } = sqlite();
    await Promise.all([sqlite().add('x'), dataSource.query('PRAGMA foreign_keys = OFF')]);
    expect(await dataSource.query('PRAGMA foreign_keys')).toEqual([{ foreign_keys: 0 }]);
    await expect(dataSource.query('VACUUM')).resolves.toBeDefined();
  });
});
