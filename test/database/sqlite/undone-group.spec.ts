import { execFile, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Need, whereThereIs } from '../../where-there-is.js';
import { testDatabases } from '../../databases.js';
import { fill, smallDisks } from './small-disk.js';
import { TracedSqlite, useTracedSqlite } from './traced-sqlite.js';

const LOADER = join(__dirname, '../../run-typescript.cjs');
const PROCESS = join(__dirname, 'writing-process.ts');

const messageOf = (outcome: PromiseSettledResult<unknown>): string | null =>
  outcome.status === 'rejected' ? (outcome.reason as Error).message : null;

describe('when SQLite undoes the transaction of a group', () => {
  const sqlite = useTracedSqlite();

  it('for one statement, that one fails and the others are written all the same', async () => {
    await sqlite().dataSource.query(
      `CREATE TRIGGER poison BEFORE INSERT ON notes WHEN NEW.text = 'poison'
       BEGIN SELECT RAISE(ROLLBACK, 'poisoned'); END`,
    );
    sqlite().statements.length = 0;
    const outcomes = await Promise.allSettled([
      sqlite().add('a'),
      sqlite().add('b', 'poison'),
      sqlite().add('c'),
    ]);
    expect(outcomes.map(messageOf)).toEqual([null, expect.stringContaining('poisoned'), null]);
    expect(sqlite().stored()).toEqual(['a', 'c']);
    // Once in the group, once alone.
    expect(sqlite().count("INSERT INTO notes (id, text) VALUES ('a'")).toBe(2);
  });

  it('at its commit, only the statement fails that is at fault', async () => {
    await sqlite().dataSource.query(
      `CREATE TABLE replies (note TEXT REFERENCES notes (id) DEFERRABLE INITIALLY DEFERRED)`,
    );
    const reply = (note: string) =>
      sqlite().session.execute('INSERT INTO replies (note) VALUES (?)', [note]);
    await sqlite().add('here');
    const outcomes = await Promise.allSettled([
      sqlite().add('a'),
      reply('gone'),
      reply('here'),
      sqlite().add('b'),
    ]);
    const failed = expect.stringContaining('FOREIGN KEY constraint failed');
    expect(outcomes.map(messageOf)).toEqual([null, failed, null, null]);
    expect(sqlite().stored()).toEqual(['a', 'b', 'here']);
    // Nothing is left open that would take in what comes next.
    expect(await sqlite().add('c')).toBe(1);
    expect(sqlite().stored()).toContain('c');
  });

  it('for a unit of work nothing is different: it fails as a whole', async () => {
    const unit = sqlite().unitOfWork.run(async () => {
      await sqlite().add('a');
      await sqlite().add('a');
    });
    const [failed, kept] = await Promise.allSettled([unit, sqlite().add('b')]);
    expect([failed.status, kept.status]).toEqual(['rejected', 'fulfilled']);
    expect(sqlite().stored()).toEqual(['b']);
  });
});

const limits: Need<string> = {
  found: spawnSync('prlimit', ['--version']).status === 0 ? ['prlimit'] : [],
  absence: 'there is no prlimit',
};

whereThereIs(limits, 'when the disk of a group fails, by %s', () => {
  it('each is told so, and the disk is not asked again for each', async () => {
    const database = await testDatabases()[0]?.create();
    if (!database) throw new Error('there is always SQLite');
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...['-r', LOADER],
      ...[PROCESS, database.url],
    ]);
    await database.drop();
    expect(JSON.parse(stdout)).toEqual({
      failures: Array.from({ length: 20 }, () => 'SQLITE_IOERR_WRITE'),
      attempts: 20,
      stored: 1,
    });
  });
});

whereThereIs(smallDisks(), 'when the disk of a group is full, %s', (directory) => {
  let sqlite: TracedSqlite;

  beforeAll(async () => {
    const url = `sqlite:${join(directory, 'x.sqlite')}`;
    sqlite = await TracedSqlite.open({ url, drop: () => Promise.resolve() });
  });

  afterAll(async () => {
    await sqlite.close();
    spawnSync('umount', [directory]);
    rmSync(directory, { recursive: true, force: true });
  });

  it('nothing is answered as done that is not on the disk, and all is well again with room', async () => {
    const filler = fill(directory);
    const text = 'x'.repeat(20_000);
    let acknowledged: readonly string[] = [];
    let failures: readonly (string | null)[] = [];
    for (let round = 0; failures.length === 0; round += 1) {
      const ids = Array.from({ length: 20 }, (_, index) => `${round}-${index}`);
      const outcomes = await Promise.allSettled(ids.map((id) => sqlite.add(id, text)));
      acknowledged = [
        ...acknowledged,
        ...ids.filter((_, i) => outcomes[i]?.status === 'fulfilled'),
      ];
      failures = outcomes.map(messageOf).filter((message) => message !== null);
    }
    for (const failure of failures) expect(failure).toContain('database or disk is full');
    expect(sqlite.stored()).toEqual([...acknowledged].sort());
    rmSync(filler);
    await Promise.all([sqlite.add('room'), sqlite.add('room too')]);
    expect(sqlite.stored()).toEqual([...acknowledged, 'room', 'room too'].sort());
  });
});
