import { isRepeatable } from '../../src/database/failure.js';
import { testDatabases, type ThrowAwayDatabase } from '../databases.js';
import { connect, type Connection } from './connect.js';

const INSERT = `INSERT INTO users (id, username, username_key, display_name, roles, created_at)
  VALUES (?, ?, ?, ?, '[]', 0)`;

function gate() {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    open: () => {
      open();
    },
    opened,
  };
}

describe.each(testDatabases())('a unit of work on $dialect', ({ create }) => {
  let database: ThrowAwayDatabase;
  let one: Connection;

  const add = async (id: string) => one.session.execute(INSERT, [id, id, id, '0']);
  const ids = async () => {
    const rows = await one.session.select<{ id: string }>('SELECT id FROM users ORDER BY id', []);
    return rows.map(({ id }) => id);
  };
  const increment = async (id: string) =>
    one.session.execute('UPDATE users SET created_at = created_at + 1 WHERE id = ?', [id]);

  beforeAll(async () => {
    database = await create();
    one = await connect(database.url);
  });

  beforeEach(async () => {
    await one.session.execute('DELETE FROM users', []);
  });

  afterAll(async () => {
    await one.dataSource.destroy();
    await database.drop();
  });

  it('keeps everything when it ends well, and tells what the work came to', async () => {
    const result = await one.unitOfWork.run(async () => {
      await add('a');
      await add('b');
      return 'done';
    });
    expect(result).toBe('done');
    expect(await ids()).toEqual(['a', 'b']);
  });

  it('keeps nothing when it fails, and passes on why', async () => {
    const failure = new Error('no');
    const work = one.unitOfWork.run(async () => {
      await add('a');
      expect(await ids()).toEqual(['a']);
      throw failure;
    });
    await expect(work).rejects.toBe(failure);
    expect(await ids()).toEqual([]);
  });

  it('takes in the units that run inside it', async () => {
    const work = one.unitOfWork.run(async () => {
      await one.unitOfWork.run(() => add('a'));
      throw new Error('no');
    });
    await expect(work).rejects.toThrow('no');
    expect(await ids()).toEqual([]);
  });

  it('never takes in what others write meanwhile', async () => {
    const units = Array.from({ length: 20 }, (_, i) =>
      one.unitOfWork
        .run(async () => {
          await add(`lost-${i}`);
          await add(`lost-too-${i}`);
          throw new Error('no');
        })
        .catch(() => undefined),
    );
    const others = Array.from({ length: 20 }, (_, i) => add(`kept-${i}`));
    await Promise.all([...units, ...others]);
    const kept = await ids();
    expect(kept).toHaveLength(20);
    expect(kept.every((id) => id.startsWith('kept-'))).toBe(true);
  });

  it('does not show others what is not committed', async () => {
    const written = gate();
    const unit = one.unitOfWork.run(async () => {
      await add('a');
      written.open();
      await Promise.resolve();
      throw new Error('no');
    });
    const [, seen] = await Promise.all([
      expect(unit).rejects.toThrow('no'),
      written.opened.then(ids),
    ]);
    expect(seen).toEqual([]);
  });

  it('is over for whatever it started and did not wait for', async () => {
    const over = gate();
    let late: Promise<number> = Promise.resolve(0);
    await one.unitOfWork.run(async () => {
      await add('a');
      late = over.opened.then(() => add('b'));
    });
    over.open();
    await late;
    expect(await ids()).toEqual(['a', 'b']);
  });

  it('runs again when it loses a race', async () => {
    await add('a');
    await add('b');
    await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        one.unitOfWork.run(async () => {
          await increment(i % 2 === 0 ? 'a' : 'b');
          await increment(i % 2 === 0 ? 'b' : 'a');
        }),
      ),
    );
    const rows = await one.session.select('SELECT created_at FROM users', []);
    expect(rows).toEqual([{ created_at: 6 }, { created_at: 6 }]);
  });

  it('gives up when it never wins', async () => {
    const lost = Object.assign(new Error('Deadlock found'), { errno: 1213 });
    let runs = 0;
    const work = one.unitOfWork.run(() => {
      runs += 1;
      return Promise.reject(lost);
    });
    await expect(work).rejects.toBe(lost);
    expect(runs).toBe(5);
  });
});

describe('a lost race', () => {
  it.each([1213, 1205, 1020])('is what MySQL calls %i', (errno) => {
    expect(isRepeatable(Object.assign(new Error(), { errno }))).toBe(true);
  });

  it.each(['SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT'])('is what SQLite calls %s', (code) => {
    expect(isRepeatable(Object.assign(new Error(), { code }))).toBe(true);
  });

  it('is no duplicate and no failure of ours', () => {
    expect(isRepeatable(Object.assign(new Error(), { errno: 1062 }))).toBe(false);
    expect(isRepeatable(new Error('SQLITE_BUSY'))).toBe(false);
  });
});
