import { AppConfig } from '../../src/config/app-config.js';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDataSource, databaseOptions } from '../../src/database/data-source.js';

const development = (databaseUrl: string) => databaseOptions(new AppConfig({ databaseUrl }));

describe('the options of a database', () => {
  it.each([
    ['sqlite:.data/x.sqlite', 'better-sqlite3'],
    ['mysql://root@localhost/x', 'mysql'],
    ['mariadb://root@localhost/x', 'mariadb'],
  ])('take the driver from the scheme of %s', (url, type) => {
    expect(development(url).type).toBe(type);
  });

  it('refuse an unknown scheme', () => {
    expect(() => development('postgres://localhost/x')).toThrow(/DATABASE_URL/);
  });

  it('close connections to a server that a firewall may have forgotten, and keep others alive', () => {
    const options = databaseOptions(
      new AppConfig({ databaseUrl: 'mariadb://localhost/x', databasePool: 7 }),
    );
    expect(options).toMatchObject({
      poolSize: 7,
      extra: { maxIdle: 6, idleTimeout: 60_000, enableKeepAlive: true },
    });
  });

  it('never synchronize', () => {
    expect(development('sqlite:x')).not.toHaveProperty('synchronize');
    expect(development('mysql://localhost/x')).not.toHaveProperty('synchronize');
  });

  it('refuse in production a directory that is not there, without naming it', () => {
    const missing = new AppConfig({
      databaseUrl: 'sqlite:/nowhere/secret/x.sqlite',
      nodeEnv: 'production',
    });
    expect(() => databaseOptions(missing)).toThrow(/directory that does not exist/);
    expect(() => databaseOptions(missing)).not.toThrow(/secret/);
  });
});

describe('a SQLite database', () => {
  it('is made with its directory, and outlives a power cut', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'portcullis_test_'));
    const dataSource = await createDataSource(
      development(`sqlite:${join(directory, 'deep', 'down', 'x.sqlite')}`),
    ).initialize();
    const pragma = async (name: string) => dataSource.query<unknown[]>(`PRAGMA ${name}`);
    expect(await pragma('journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await pragma('synchronous')).toEqual([{ synchronous: 2 }]);
    expect(await pragma('foreign_keys')).toEqual([{ foreign_keys: 1 }]);
    // SQLite waits on the event loop; the waiting is done elsewhere.
    expect(await pragma('busy_timeout')).toEqual([{ timeout: 2 }]);
    await dataSource.destroy();
    await rm(directory, { recursive: true });
  });

  it('is for nobody else on the machine to read, its journal included', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'portcullis_test_'));
    const path = join(directory, 'x.sqlite');
    const dataSource = await createDataSource(development(`sqlite:${path}`)).initialize();
    await dataSource.query('CREATE TABLE x (y int)');
    for (const file of [path, `${path}-wal`]) expect((await stat(file)).mode & 0o777).toBe(0o600);
    await dataSource.destroy();
    await rm(directory, { recursive: true });
  });

  it('may live in memory', async () => {
    const dataSource = await createDataSource(development('sqlite::memory:')).initialize();
    expect(await dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await dataSource.destroy();
  });
});
